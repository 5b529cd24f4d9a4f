/** A progress bar on the error stream, for work that takes a while on a terminal. */
import { SingleBar } from 'cli-progress';

/** With fewer files, the bar would disappear at once. */
const MIN_FILES = 25;

export interface Progress {
  /** Call it after every file, with the number of findings so far if it is shown. */
  advance(found?: number): void;
  /** Removes the bar from the screen. */
  stop(): void;
}

const SILENT: Progress = { advance: () => undefined, stop: () => undefined };

/** The labels of the bar: the activity, and the kind of findings. */
export interface Labels {
  readonly doing: string;
  readonly found: string;
}

/** A bar over `total` files, or one that shows nothing if `stream` is not a terminal, under CI, or for few files. */
export function createProgress(
  total: number,
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  { doing, found }: Labels = { doing: 'scanning', found: 'leak' },
): Progress {
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  if (!stream.isTTY || isCi || total < MIN_FILES) return SILENT;

  const bar = new SingleBar({
    stream,
    format: `${doing} {bar} {percentage}%  {value}/{total} files  {found}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    clearOnComplete: true,
    hideCursor: true,
    fps: 12,
  });
  const label = (amount?: number): { found: string } => ({
    found: amount === undefined ? '' : amount === 1 ? `1 ${found}` : `${amount} ${found}s`,
  });
  bar.start(total, 0, label());
  return {
    advance: (amount) => bar.increment(1, label(amount)),
    stop: () => bar.stop(),
  };
}
