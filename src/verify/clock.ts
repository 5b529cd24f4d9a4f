/**
 * Time that fake timers do not affect. A test may have installed them before this module is loaded; they then replace the
 * functions of `node:timers`, `node:timers/promises`, `performance` and `process.hrtime` as well as the global ones. They do
 * not replace `process.uptime` and `Atomics.waitAsync`, because programs do not schedule their work with these.
 */
import { uptime } from 'node:process';
import { MessageChannel } from 'node:worker_threads';

/** TypeScript has it from ES2024 on. */
interface WaitAsync {
  waitAsync(array: Int32Array, index: number, value: number, timeout: number): { readonly value: PromiseLike<unknown> };
}

/** Waits on this always end by their timeout. */
const word = new Int32Array(new SharedArrayBuffer(4));

/** Milliseconds since the process began. */
export function now(): number {
  return uptime() * 1000;
}

/** Calls back later, unless the process ends before; does not keep it alive. */
export function after(milliseconds: number, callback: () => void): void {
  // With a timeout of 0, the result would be a value and not a promise.
  const { value } = (Atomics as unknown as WaitAsync).waitAsync(word, 0, 0, Math.max(1, milliseconds));
  void value.then(callback);
}

/** Resolves later; keeps the process alive until then. */
export function sleep(milliseconds: number): Promise<void> {
  const { port1 } = new MessageChannel();
  port1.ref();
  return new Promise((resolve) => {
    after(milliseconds, () => {
      port1.close();
      resolve();
    });
  });
}

/** Blocks the thread. */
export function block(milliseconds: number): void {
  Atomics.wait(word, 0, 0, milliseconds);
}
