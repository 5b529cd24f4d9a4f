/** The manifest of this package, found by its own name, since the bundled files are not where the sources are. */
import { createRequire } from 'node:module';

export const { name, version } = createRequire(import.meta.url)('eslint-plugin-http-leak/package.json') as {
  readonly name: string;
  readonly version: string;
};
