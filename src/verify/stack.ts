/**
 * Stacks: captured where something is acquired, shown without what is not the user's.
 *
 * V8 collects the frames when a stack is captured and makes text of them when it is read. Most responses end soon and their stacks are never
 * read, so capturing stays cheap. Frames keep the functions in them alive, which is why those of long-lived entries are turned into text.
 */

/** Frames that were collected, and become text when `stack` is read. */
export interface StackHolder {
  readonly stack: string;
}

const FRAMES = 50;
const PACKAGE = /[\\/]node_modules[\\/](?:\.pnpm[\\/].+[\\/]node_modules[\\/])?((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** Collects the frames above `below`, asynchronous ones included. */
export function capture(below: (...args: never[]) => unknown): StackHolder {
  const holder = {} as StackHolder;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  Error.captureStackTrace(holder, below);
  Error.stackTraceLimit = limit;
  return holder;
}

/** The same without the frames. */
export function asText(holder: StackHolder | null): StackHolder | null {
  return holder && { stack: holder.stack };
}

/** The frames of the program itself, innermost first; those of packages where there are no others. Never those of Node. */
export function framesOf(holder: StackHolder | null): readonly string[] {
  const frames = allFrames(holder).filter((frame) => !isInternal(frame));
  const own = frames.filter((frame) => !PACKAGE.test(frame));
  return own.length > 0 ? own : frames;
}

/** Whether a line of the program is among the frames, and not only packages and Node. */
export function isOfProgram(holder: StackHolder): boolean {
  return allFrames(holder).some((frame) => !isInternal(frame) && !PACKAGE.test(frame));
}

/** The package through which the program made its request, undici itself apart; null where it made it directly. */
export function packageOf(holder: StackHolder | null): string | null {
  const frames = allFrames(holder).filter((frame) => !isInternal(frame));
  const own = frames.findIndex((frame) => !PACKAGE.test(frame));
  const outermost = own < 0 ? undefined : frames[own - 1];
  const name = outermost === undefined ? undefined : PACKAGE.exec(outermost)?.[1];
  return name === undefined || /^undici\d*$/.test(name) ? null : name.replaceAll('\\', '/');
}

function allFrames(holder: StackHolder | null): string[] {
  const lines = holder?.stack.split('\n') ?? [];
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '));
}

function isInternal(frame: string): boolean {
  return /\(?node:|^at (?:async )?(?:new )?Promise(?:\.\w+)? \(<anonymous>\)$|\(index \d+\)$|<anonymous>\)?$/.test(frame);
}
