/**
 * Recursive queries, each computed once: the summary of a function depends on the functions that it calls.
 *
 * Cycles: a query that is still open gives "unknown". A result that depends on such an answer is kept only until the open
 * query has finished; and the final result of that query is not used by the queries that it started itself. So a result
 * depends only on the query, not on the order of queries.
 */
import type { TSESTree } from '@typescript-eslint/utils';

/** The cached result of a query. */
interface Answer<T> {
  readonly value: T;
  /** The position of the open query that it depends on; 0 if there is none. */
  readonly restsOn: number;
  /** The queries that form a cycle with the query of this answer. */
  readonly cycle: ReadonlySet<symbol>;
  /** The nesting depth of the queries that it started. */
  readonly height: number;
}

interface Question {
  readonly id: symbol;
  final: Answer<unknown> | null;
  /** An answer that depends on an open query. */
  provisional: Answer<unknown> | null;
  /** Its position while it is open. */
  position: number;
}

/** An open query. */
interface Frame {
  readonly question: Question;
  /** The position of the outermost query that it depends on so far. */
  restsOn: number;
  height: number;
  /** The queries that depend on this one. */
  readonly resting: Question[];
  readonly cycle: Set<symbol>;
}

/** Mutually recursive functions start endless queries if each call has different arguments. */
const MAX_QUESTIONS = 4_000;

/** Queries that are nested deeper than this give "unknown": a function and each of its calls is one query. */
const MAX_NESTING = 48;

/** The open queries of all kinds, the outermost first. */
export class OpenQuestions {
  readonly #frames: Frame[] = [];
  /** The number of queries that the outermost one has started. */
  #asked = 0;

  /** The cached answer of a query; undefined if it has to be computed. */
  known({ final, provisional }: Question): Answer<unknown> | undefined {
    const answer = provisional ?? final;
    if (answer === null || this.#isTooDeep(answer)) return undefined;
    if (this.#frames.some(({ question: { id } }) => answer.cycle.has(id))) return undefined;
    this.#rest(answer.restsOn, answer.height);
    return answer;
  }

  /** Opens a query while `compute` runs; returns `unknown` if it cannot be opened. */
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

  /** Whether computing it here would exceed the maximum depth, which would change the answer. */
  #isTooDeep({ height }: Answer<unknown>): boolean {
    return this.#frames.length > 0 && this.#frames.length + 1 + height > MAX_NESTING;
  }

  /** Records that the current query depends on the open query at `position`, and the depth of its queries. */
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

/** The answers to queries of one kind, by node and key. */
export class Memo<T> {
  readonly #open: OpenQuestions;
  readonly #unknown: T;
  readonly #questions = new WeakMap<TSESTree.Node, Map<string, Question>>();

  /** @param unknown the answer inside a cycle, and beyond the limits. */
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
