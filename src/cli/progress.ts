/** A progress bar on the error stream, for scans that take a while on a terminal. */
import { SingleBar } from 'cli-progress';

/** Below this the bar would flash by. */
const MIN_FILES = 25;

export interface Progress {
  /** To be called after every file, with the number of leaks found so far. */
  advance(leaks: number): void;
  /** Takes the bar off the screen. */
  stop(): void;
}

const SILENT: Progress = { advance: () => undefined, stop: () => undefined };

/** A bar over `total` files, or one that shows nothing where `stream` is no terminal, under CI, or for few files. */
export function createProgress(total: number, stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Progress {
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  if (!stream.isTTY || isCi || total < MIN_FILES) return SILENT;

  const bar = new SingleBar({
    stream,
    format: 'scanning {bar} {percentage}%  {value}/{total} files  {leaks}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    clearOnComplete: true,
    hideCursor: true,
    fps: 12,
  });
  const label = (leaks: number): { leaks: string } => ({ leaks: leaks === 1 ? '1 leak' : `${leaks} leaks` });
  bar.start(total, 0, label(0));
  return {
    advance: (leaks) => bar.increment(1, label(leaks)),
    stop: () => bar.stop(),
  };
}
