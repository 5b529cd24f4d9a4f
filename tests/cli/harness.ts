/** Runs the command in this process on a temporary folder. */
import { PassThrough } from 'node:stream';
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

export interface Surroundings {
  /** Makes the streams look like a terminal. */
  readonly terminal?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** What a person types, up to the end of the input; without it the program cannot ask. */
  readonly answer?: string;
}

/** Runs `http-leak` in `cwd` with what it prints collected. */
export async function httpLeak(
  cwd: string,
  argv: readonly string[],
  { terminal = false, env = {}, answer }: Surroundings = {},
): Promise<Outcome> {
  const stdout = collectingStream(terminal);
  const stderr = collectingStream(terminal);
  const stdin = answer === undefined ? {} : { stdin: typed(answer, terminal) };
  const code = await run(argv, { cwd, env, stdout: stdout.stream, stderr: stderr.stream, ...stdin });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function typed(answer: string, isTTY: boolean): NodeJS.ReadStream {
  const stream = Object.assign(new PassThrough(), { isTTY });
  stream.end(answer);
  return stream as unknown as NodeJS.ReadStream;
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
