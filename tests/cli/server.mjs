/**
 * Runs the command again and again: `node server.mjs RUN`, where RUN is the built module that exports `run`. Each message
 * `{ cwd, argv }` is answered by `{ code, stdout, stderr }`.
 */
import { pathToFileURL } from 'node:url';

const { run } = await import(pathToFileURL(process.argv[2]).href);

process.on('message', async ({ cwd, argv }) => {
  process.chdir(cwd);
  const printed = { stdout: '', stderr: '' };
  /** As a pipe that never blocks. */
  const collecting = (name) => ({
    isTTY: false,
    write: (chunk) => {
      printed[name] += chunk;
      return true;
    },
  });
  const code = await run(argv, {
    cwd: process.cwd(),
    env: process.env,
    stdout: collecting('stdout'),
    stderr: collecting('stderr'),
  });
  process.send({ code, ...printed });
});
