/** Answers that are kept, and those inside a cycle, which are not. */
import type { TSESTree } from '@typescript-eslint/utils';

/** How deep the questions are nested, and the outermost one that an answer had to leave open. */
export interface Frames {
  depth: number;
  /** How many questions the outermost one has raised. */
  asked: number;
  lowest: number;
}

/** Mutually recursive functions raise questions without end, since answers inside a cycle are not kept. */
const MAX_QUESTIONS = 4_000;

/** Calls nested deeper than this are not followed. */
export const MAX_NESTING = 24;

/** Answers by function and question; answers inside a cycle last only as long as the outermost question. */
export class Memo<T> {
  readonly #final = new WeakMap<TSESTree.Node, Map<string, T | null>>();
  #provisional = new Map<TSESTree.Node, Map<string, T | null>>();
  readonly #open = new Map<TSESTree.Node, Map<string, number>>();

  get(node: TSESTree.Node, key: string, frames: Frames, compute: () => T | null): T | null {
    const known =
      this.#final.get(node)?.get(key) ?? (frames.depth > 0 ? this.#provisional.get(node)?.get(key) : undefined);
    if (known !== undefined) return known;
    const opened = this.#open.get(node)?.get(key);
    if (frames.depth === 0) frames.asked = 0;
    frames.asked += 1;
    if (opened !== undefined || frames.depth >= MAX_NESTING || frames.asked > MAX_QUESTIONS) {
      frames.lowest = Math.min(frames.lowest, opened ?? 0);
      return null;
    }
    if (frames.depth === 0) this.#provisional = new Map();
    const outer = frames.lowest;
    frames.lowest = Infinity;
    frames.depth += 1;
    put(this.#open, node, key, frames.depth);
    try {
      const value = compute();
      put(frames.lowest >= frames.depth ? this.#final : this.#provisional, node, key, value);
      return value;
    } finally {
      this.#open.get(node)?.delete(key);
      if (frames.lowest >= frames.depth) frames.lowest = Infinity;
      frames.lowest = Math.min(outer, frames.lowest);
      frames.depth -= 1;
    }
  }
}

function put<T>(
  map: {
    get(node: TSESTree.Node): Map<string, T> | undefined;
    set(node: TSESTree.Node, inner: Map<string, T>): unknown;
  },
  node: TSESTree.Node,
  key: string,
  value: T,
): void {
  let inner = map.get(node);
  if (!inner) map.set(node, (inner = new Map<string, T>()));
  inner.set(key, value);
}
