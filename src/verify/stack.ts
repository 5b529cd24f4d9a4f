/**
 * Stacks: captured at acquisitions, shown only with frames of the user.
 *
 * V8 collects the frames when a stack is captured and converts them to text when it is read. Most responses end soon and their
 * stacks are never read, so capturing is cheap. Frames keep their functions alive, so the stacks of long-lived entries are
 * converted to text.
 */

import { orElse } from './contain.js';
import { frameWithoutSecrets } from './url.js';

/** Collected frames, which are converted to text when `stack` is read. */
export interface StackHolder {
  /** Text, unless the program changes stacks by `Error.prepareStackTrace`. */
  readonly stack: unknown;
}

const FRAMES = 50;
const captureStackTrace = Error.captureStackTrace.bind(Error);
const PACKAGE = /[\\/]node_modules[\\/](?:\.pnpm[\\/].+[\\/]node_modules[\\/])?((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

/** A function whose frames, and those below it, are omitted. */
export type Below = (...args: never[]) => unknown;

/** Collects the frames above `below`, including asynchronous ones; fewer if the program has frozen `Error`. */
export function capture(below: Below): StackHolder {
  const holder = {} as StackHolder;
  const limit = Error.stackTraceLimit;
  Reflect.set(Error, 'stackTraceLimit', FRAMES);
  captureStackTrace(holder, below);
  Reflect.set(Error, 'stackTraceLimit', limit);
  return holder;
}

/** Converts the frames to text. */
export function asText(holder: StackHolder | null): StackHolder | null {
  return holder && { stack: textOf(holder) };
}

/** The frames of the program, innermost first; if there are none, those of packages. Never those of Node. */
export function framesOf(holder: StackHolder | null): readonly string[] {
  const frames = allFrames(holder).filter((frame) => !isInternal(frame));
  const own = frames.filter((frame) => !PACKAGE.test(frame));
  return (own.length > 0 ? own : frames).map(frameWithoutSecrets);
}

/** Whether a line of the program is among the frames, and not only packages and Node. */
export function isOfProgram(holder: StackHolder): boolean {
  return allFrames(holder).some((frame) => !isInternal(frame) && !PACKAGE.test(frame));
}

/** The package through which the program made its request, except undici itself; null if it made it directly. */
export function packageOf(holder: StackHolder | null): string | null {
  const frames = allFrames(holder).filter((frame) => !isInternal(frame));
  const own = frames.findIndex((frame) => !PACKAGE.test(frame));
  const outermost = own < 0 ? undefined : frames[own - 1];
  const name = outermost === undefined ? undefined : PACKAGE.exec(outermost)?.[1];
  return name === undefined || /^undici\d*$/.test(name) ? null : name.replaceAll('\\', '/');
}

function allFrames(holder: StackHolder | null): string[] {
  const lines = holder ? textOf(holder).split('\n') : [];
  return lines.map((line) => line.trim()).filter((line) => line.startsWith('at '));
}

/** The program's own `Error.prepareStackTrace` may return text, the call sites, or any other value; and it may throw. */
function textOf(holder: StackHolder): string {
  return orElse(() => {
    const { stack } = holder;
    return Array.isArray(stack) ? stack.map((site) => `at ${String(site)}`).join('\n') : String(stack);
  }, '');
}

function isInternal(frame: string): boolean {
  return /\(?node:|^at (?:async )?(?:new )?Promise(?:\.\w+)? \(<anonymous>\)$|\(index \d+\)$|<anonymous>\)?$/.test(
    frame,
  );
}
