/** The parts of the process that the program uses. */

export interface Environment {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where a person answers; absent if the program may not ask. */
  readonly stdin?: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** Whether to colour what is written to `stream`; `wanted` is false for `--no-color`. */
export function usesColor(wanted: boolean, env: NodeJS.ProcessEnv, stream: NodeJS.WriteStream): boolean {
  if (!wanted || (env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  // The property is missing if there is no terminal, although its type says boolean.
  return Boolean(stream.isTTY) && env['TERM'] !== 'dumb';
}
