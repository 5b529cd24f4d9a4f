/** Runs programs in a worker thread, which is started anew now and then: modules are never unloaded. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const MAX_PROGRAMS = 400;
/** A program that keeps the thread for so long goes round in circles. */
const LIMIT = 60_000;

// Below the packages, so that what programs import is found.
const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));

export class Executor {
  #worker = null;
  #ran = 0;
  #folder;

  constructor() {
    mkdirSync(cache, { recursive: true });
    this.#folder = mkdtempSync(path.join(cache, 'random-'));
  }

  /**
   * What is observed of the program in each scenario.
   *
   * @param rounds lists of scenarios that run at the same time; what is observed comes in one list
   * @param patience turns of the event loop without anything happening after which a call is taken not to settle
   */
  async run(text, rounds, patience = 60) {
    if (this.#ran >= MAX_PROGRAMS) await this.#stop();
    this.#worker ??= new Worker(new URL('./worker.mjs', import.meta.url), {
      workerData: { folder: this.#folder },
      execArgv: ['--no-warnings'],
    });
    this.#ran += 1;
    const worker = this.#worker;
    const { promise, resolve, reject } = withResolvers();
    const timer = setTimeout(() => reject(new Error('keeps the thread')), LIMIT);
    worker.once('message', resolve).once('error', reject);
    worker.postMessage({ text, rounds, patience });
    try {
      const { observed, error } = await promise;
      if (error) throw new Error(error);
      return observed;
    } catch (error) {
      await this.#stop();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off('message', resolve);
      worker.off('error', reject);
    }
  }

  async #stop() {
    const worker = this.#worker;
    this.#worker = null;
    this.#ran = 0;
    await worker?.terminate();
  }

  async close() {
    await this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
