/** Asks the engine in its worker. Only the newest question matters: older ones that wait are never answered. */
import declarationsUrl from '../generated/declarations.json?url';
import typedUrl from '../generated/engine-typed.js?url';
import plainUrl from '../generated/engine.js?url';
import type { Answer, Question } from '../engine/protocol.js';

export type Asked = Omit<Question, 'id' | 'declarations'> & { readonly types: boolean };

/** Milliseconds after which a question is given up, with its worker. The first one with types loads some megabytes. */
const PATIENCE = { plain: 20_000, typed: 90_000 };

export class Engine {
  readonly #workers = new Map<'plain' | 'typed', Worker>();
  #count = 0;
  #running: Promise<unknown> | null = null;
  #newest = 0;

  /** @returns null if a newer question has come in between */
  async ask(asked: Asked): Promise<Answer | null> {
    const ticket = ++this.#newest;
    while (this.#running) {
      await this.#running;
      if (ticket !== this.#newest) return null;
    }
    const answering = this.#send(asked);
    this.#running = answering;
    const answer = await answering;
    this.#running = null;
    return ticket === this.#newest ? answer : null;
  }

  /** Ends the workers. */
  close(): void {
    for (const worker of this.#workers.values()) worker.terminate();
    this.#workers.clear();
  }

  #send({ types, ...asked }: Asked): Promise<Answer> {
    const kind = types ? 'typed' : 'plain';
    const id = ++this.#count;
    const question: Question = {
      ...asked,
      id,
      ...(types ? { declarations: new URL(declarationsUrl, location.href).href } : {}),
    };
    const worker = this.#worker(kind);
    return new Promise((resolve) => {
      const finish = (answer: Answer): void => {
        clearTimeout(timer);
        worker.removeEventListener('message', hear);
        worker.removeEventListener('error', fail);
        resolve(answer);
      };
      const giveUp = (message: string): void => {
        worker.terminate();
        this.#workers.delete(kind);
        finish({ id, findings: [], givenUp: [], isTyped: false, explanation: null, problem: { message } });
      };
      const hear = ({ data }: MessageEvent<Answer>): void => {
        if (data.id === id) finish(data);
      };
      const fail = ({ message }: ErrorEvent): void =>
        giveUp(`The engine has stopped: ${message || 'it could not be loaded'}`);
      const timer = setTimeout(() => giveUp('The engine has not answered in time.'), PATIENCE[kind]);
      worker.addEventListener('message', hear);
      worker.addEventListener('error', fail);
      worker.postMessage(question);
    });
  }

  #worker(kind: 'plain' | 'typed'): Worker {
    let worker = this.#workers.get(kind);
    if (!worker) this.#workers.set(kind, (worker = new Worker(kind === 'typed' ? typedUrl : plainUrl)));
    return worker;
  }
}
