/** Questions to a person at a terminal. */
import { createInterface, type Interface } from 'node:readline';
import type { Environment } from '../environment.js';
import { print } from '../visible.js';

/** Asks one question after the other. Call `close` at the end, or the process waits for input. */
export class Questions {
  readonly #environment: Environment;
  // One for all questions: it may have read the next answer already.
  #interface: Interface | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Whether the answer is yes. Without a terminal, and at the end of the input, it is no. */
  async isYes(question: string): Promise<boolean> {
    const { stdin, stdout } = this.#environment;
    if (!stdin?.isTTY || !stdout.isTTY) return false;
    print(stdout, `${question} [y/N] `);
    this.#interface ??= createInterface({ input: stdin });
    this.#lines ??= this.#interface[Symbol.asyncIterator]();
    const answer: IteratorResult<string, unknown> = await this.#lines.next();
    return !answer.done && /^\s*y(?:es)?\s*$/i.test(answer.value);
  }

  close(): void {
    this.#interface?.close();
  }
}
