/**
 * Questions that raise others, each answered once: what a function does with a response depends on the functions that it calls.
 *
 * The protocol of cycles: a question that is still open is answered by "unknown". Whatever rests on such an answer is
 * kept only until the question that it rests on is answered; and what that one is answered is not used by those that
 * it has asked itself. So an answer depends on the question alone, not on which one was asked first.
 */
import type { TSESTree } from '@typescript-eslint/utils';

/** What is kept of a question that has been answered. */
interface Answer<T> {
  readonly value: T;
  /** The position of the open question that it rests on; 0 where it rests on none. */
  readonly restsOn: number;
  /** The questions which that of this answer has asked, and which have asked it in turn. */
  readonly cycle: ReadonlySet<symbol>;
  /** How deep the questions went that it has raised. */
  readonly height: number;
}

interface Question {
  readonly id: symbol;
  final: Answer<unknown> | null;
  /** One that rests on a question which is open. */
  provisional: Answer<unknown> | null;
  /** While it is open, its position. */
  position: number;
}

/** An open question. */
interface Frame {
  readonly question: Question;
  /** The position of the outermost question that it rests on so far. */
  restsOn: number;
  height: number;
  /** Those that rest on this one. */
  readonly resting: Question[];
  readonly cycle: Set<symbol>;
}

/** Mutually recursive functions raise questions without end where each is called with something else. */
const MAX_QUESTIONS = 4_000;

/** Questions that are nested deeper than this have no answer: a function and each of its calls is one. */
const MAX_NESTING = 48;

/** The questions that are open at the moment, of all kinds, the outermost first. */
export class OpenQuestions {
  readonly #frames: Frame[] = [];
  /** How many questions the outermost one has raised. */
  #asked = 0;

  /** The answer that is known to a question; undefined where it has to be found. */
  known({ final, provisional }: Question): Answer<unknown> | undefined {
    const answer = provisional ?? final;
    if (answer === null || this.#isTooDeep(answer)) return undefined;
    if (this.#frames.some(({ question: { id } }) => answer.cycle.has(id))) return undefined;
    this.#rest(answer.restsOn, answer.height);
    return answer;
  }

  /** Opens a question while `compute` answers it; `unknown` where it cannot be opened. */
  answer<T>(question: Question, compute: () => T, unknown: T): T {
    this.#asked = this.#frames.length === 0 ? 1 : this.#asked + 1;
    if (question.position > 0) {
      this.#rest(question.position, 0);
      return unknown;
    }
    if (this.#frames.length >= MAX_NESTING || this.#asked > MAX_QUESTIONS) {
      this.#rest(1, MAX_NESTING - this.#frames.length);
      return unknown;
    }
    const frame: Frame = { restsOn: Infinity, height: 0, resting: [], cycle: new Set(), question };
    const position = this.#frames.push(frame);
    question.position = position;
    let value: T;
    try {
      value = compute();
    } finally {
      this.#frames.length = position - 1;
      question.position = 0;
      for (const one of frame.resting) one.provisional = null;
    }
    this.#keep(frame, position, value);
    return value;
  }

  /** Whether answering it here would go deeper than is followed, which changes the answer. */
  #isTooDeep({ height }: Answer<unknown>): boolean {
    return this.#frames.length > 0 && this.#frames.length + 1 + height > MAX_NESTING;
  }

  /** Remembers of the question that is asking that it rests on an open one, by its position, and how deep others have gone for it. */
  #rest(position: number, height: number): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    frame.height = Math.max(frame.height, height + 1);
    if (position > 0) frame.restsOn = Math.min(frame.restsOn, position);
  }

  #keep({ question, restsOn, height, cycle }: Frame, position: number, value: unknown): void {
    if (restsOn >= position) {
      question.final = { value, restsOn: 0, cycle, height };
      this.#rest(0, height);
      return;
    }
    question.provisional = { value, restsOn, cycle: new Set(), height };
    const outer = this.#frames[restsOn - 1]!;
    outer.resting.push(question);
    for (const id of [question.id, ...cycle]) outer.cycle.add(id);
    this.#rest(restsOn, height);
  }
}

/** The answers to questions of one kind, by the node and the words of the question. */
export class Memo<T> {
  readonly #open: OpenQuestions;
  readonly #unknown: T;
  readonly #questions = new WeakMap<TSESTree.Node, Map<string, Question>>();

  /** @param unknown the answer inside a cycle, and beyond what is followed. */
  constructor(open: OpenQuestions, unknown: T) {
    this.#open = open;
    this.#unknown = unknown;
  }

  get(node: TSESTree.Node, key: string, compute: () => T): T {
    let questions = this.#questions.get(node);
    if (!questions) this.#questions.set(node, (questions = new Map<string, Question>()));
    let question = questions.get(key);
    if (!question) questions.set(key, (question = { id: Symbol(key), final: null, provisional: null, position: 0 }));
    const known = this.#open.known(question);
    return known ? (known.value as T) : this.#open.answer(question, compute, this.#unknown);
  }
}
