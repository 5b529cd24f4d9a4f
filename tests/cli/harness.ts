/** Runs the command in this process on a temporary folder. */
import { run } from '../../src/cli/run.js';

export { folderWith } from '../support/folder.js';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A module with one leak, on line 2, left open by the throw on line 4. */
export const LEAK = `export async function load(url: string) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error('failed');
  }
  return response.text();
}
`;

export const LEAK_JS = LEAK.replace(': string', '');
export const CLEAN = `export const load = async (url) => (await fetch(url)).text();\n`;

/** Runs `http-leak` in `cwd` with what it prints collected; `terminal` makes the streams look like one. */
export async function httpLeak(
  cwd: string,
  argv: readonly string[],
  { terminal = false, env = {} } = {},
): Promise<Outcome> {
  const stdout = collectingStream(terminal);
  const stderr = collectingStream(terminal);
  const code = await run(argv, { cwd, env, stdout: stdout.stream, stderr: stderr.stream });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function collectingStream(isTTY: boolean): { stream: NodeJS.WriteStream; text: () => string } {
  let written = '';
  const stream = {
    isTTY,
    columns: 100,
    write: (chunk: string) => {
      written += chunk;
      return true;
    },
    on: () => stream,
    once: () => stream,
    off: () => stream,
    emit: () => true,
  };
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written };
}
