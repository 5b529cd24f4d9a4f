#!/usr/bin/env node
import { run } from './run.js';
import { reason } from './files.js';
import { print, visible } from './visible.js';

/** Exit code 1 means that leaks were found: whatever else ends the program must not be taken for that. */
function fail(error: unknown): void {
  process.exitCode = 2;
  hasFailed = true;
  print(process.stderr, `http-leak: ${visible(reason(error))}\n`);
}
let hasFailed = false;

process.on('uncaughtException', fail);
// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});
// Where problems cannot be told, nobody can be told of that.
process.stderr.on('error', () => {});

const code = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
});
if (!hasFailed) process.exitCode = code;
