/** Builds `dist` when it is missing or older than any source file, so that `npm run scan` works on a fresh clone. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = path.join(root, 'dist', 'cli', 'main.js');

if (!existsSync(built) || newestChange() > statSync(built).mtimeMs) {
  // Standard output stays free for the report of the command that follows.
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}

function newestChange() {
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const inputs = [...sources, 'package.json', 'tsconfig.json', 'tsconfig.build.json'].map((file) =>
    path.resolve(root, file),
  );
  return Math.max(...inputs.map((file) => statSync(file).mtimeMs));
}
