/** Says that the second build of the run-time watcher is CommonJS: the compiler gives its files the same names. */
import { writeFileSync } from 'node:fs';

writeFileSync(new URL('../dist/verify/cjs/package.json', import.meta.url), '{ "type": "commonjs" }\n');
