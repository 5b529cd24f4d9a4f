#!/usr/bin/env node
import { run } from './run.js';
import { reason } from './files.js';
import { print, visible } from './visible.js';

/** Exit code 1 means that leaks were found, so an internal error must exit with another code. */
function fail(error: unknown): void {
  process.exitCode = 2;
  hasFailed = true;
  print(process.stderr, `http-leak: ${visible(reason(error))}\n`);
}
let hasFailed = false;

process.on('uncaughtException', fail);
// The reader closed the pipe (for example `head`): this is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});
// If the error stream is closed, that cannot be reported.
process.stderr.on('error', () => {});

const code = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
});
if (!hasFailed) process.exitCode = code;
