/** The package as `npm run build` bundles it, for tests that need it in another process. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedFolder } from './shared.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles the present sources. Returns a folder with `package.json` and `dist`, shared by all tests. */
export function built(): string {
  return sharedFolder('built', (folder) => {
    // Some tests run it as another user.
    chmodSync(folder, 0o755);
    execFileSync(process.execPath, [path.join(root, 'scripts/bundle.mjs'), path.join(folder, 'dist')]);
    copyFileSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  });
}
