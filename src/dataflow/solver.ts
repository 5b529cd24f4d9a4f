/**
 * A forward solver over any block graph whose states may fork.
 *
 * At each block it keeps one state per *key* (property simulation, after Das, Lerner and Seigle, "ESP", PLDI 2002):
 * states with equal keys are joined, states with different keys stay apart. A domain puts into the key what must not
 * be blurred (which resource, who holds it) and into the joined part what may be forgotten (facts about conditions).
 *
 * Invariants: `join` must only ever lose facts (a finite descent), and the keys met at one block must be finite. The
 * result does not depend on the order in which blocks are taken, save for which of several equally valid origins is
 * remembered, and for which states stay apart where one key has more variants than are kept: the others are blurred. The solver knows no JavaScript.
 */

export interface FlowBlock<Element, Edge> {
  readonly id: number;
  readonly elements: readonly Element[];
  readonly edges: readonly Edge[];
}

/** How a state came to a block: a linked list back to the entry. */
export interface Origin<Edge> {
  readonly block: number;
  readonly edge: Edge | null;
  readonly before: Origin<Edge> | null;
  /** The ways on which states came that were joined to it. */
  readonly others?: readonly Pick<Origin<Edge>, 'edge' | 'before'>[];
}

export interface Domain<State, Element, Edge> {
  /** States of one block with equal keys are joined. */
  key(state: State): string;
  /**
   * Which of the states with one key this is. Up to `variantsPerKey` of them stay apart at a block, so that what is known
   * together is not blurred at once; those that come later are blurred and joined.
   */
  variant?(state: State): string;
  /**
   * The state marked as one that may have lost facts it needs, so that what follows may be impossible. Its key must differ from that of every state which is
   * not marked, and it must have no variants.
   */
  blur?(state: State): State;
  /** The facts that hold in both; `a` itself when `b` takes nothing away from it. */
  join(a: State, b: State): State;
  /** The states after `element`: none where the path ends, several where it forks. */
  element(element: Element, state: State, origin: Origin<Edge>): readonly State[];
  /** The state as it passes `edge`, or null where it cannot. */
  edge(edge: Edge, state: State, origin: Origin<Edge>): State | null;
}

/** Thrown when a function needs more work than allowed; the caller gives the function up. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

export interface SolverLimits {
  /** The most element transfers. */
  readonly steps: number;
  /** The most keys at one block. */
  readonly keysPerBlock: number;
  /** The most variants of one key at one block. */
  readonly variantsPerKey: number;
}

/** Linear functions of a thousand statements need some ten thousand steps; two million take about two seconds. */
export const DEFAULT_LIMITS: SolverLimits = { steps: 2_000_000, keysPerBlock: 4_096, variantsPerKey: 6 };

interface Entry<State, Edge> {
  state: State;
  readonly origin: Origin<Edge> & { others?: Pick<Origin<Edge>, 'edge' | 'before'>[] };
  dirty: boolean;
}

interface Keys {
  readonly group: string;
  readonly own: string;
}

/**
 * Runs `domain` from `start` at the first block until nothing changes.
 *
 * @param blocks in reverse post-order, `id` equal to the index; edges name their target by `to.id`.
 * @throws BudgetExceeded when a limit is passed.
 */
export function solve<State, Element, Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<Element, Edge>[],
  domain: Domain<State, Element, Edge>,
  start: readonly State[],
  limits: SolverLimits = DEFAULT_LIMITS,
): void {
  const entries = blocks.map(() => new Map<string, Entry<State, Edge>>());
  const variants = blocks.map(() => new Map<string, number>());
  const queue = new BlockQueue(blocks.length);
  let steps = 0;

  // Most blocks have nothing to do with most states, which then pass many of them unchanged.
  const keys = new Map<State, Keys>();
  const keysOf = (state: State): Keys => {
    let known = keys.get(state);
    if (!known) {
      const group = domain.key(state);
      const variant = domain.variant?.(state);
      keys.set(state, (known = { group, own: variant === undefined ? group : `${group}\n${variant}` }));
    }
    return known;
  };

  const arrive = (block: number, arriving: State, edge: Edge | null, before: Origin<Edge> | null): void => {
    const known = entries[block]!;
    const { group, own } = keysOf(arriving);
    const count = variants[block]!.get(group) ?? 0;
    const isKept = known.has(own) || count < limits.variantsPerKey;
    const state = isKept ? arriving : (domain.blur?.(arriving) ?? arriving);
    const key = isKept ? own : keysOf(state).group;
    const entry = known.get(key);
    if (!entry) {
      if (isKept && own !== group) variants[block]!.set(group, count + 1);
      if (known.size >= limits.keysPerBlock)
        throw new BudgetExceeded(`more than ${limits.keysPerBlock} states at one block`);
      known.set(key, { state, origin: { block, edge, before }, dirty: true });
      queue.push(block);
      return;
    }
    const { origin } = entry;
    if (
      (origin.edge !== edge || origin.before !== before) &&
      !origin.others?.some((other) => other.edge === edge && other.before === before)
    )
      (origin.others ??= []).push({ edge, before });
    const joined = domain.join(entry.state, state);
    if (joined === entry.state) return;
    entry.state = joined;
    entry.dirty = true;
    queue.push(block);
  };

  for (const state of start) arrive(0, state, null, null);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const block = blocks[id]!;
    for (const entry of [...entries[id]!.values()]) {
      if (!entry.dirty) continue;
      entry.dirty = false;
      let states: readonly State[] = [entry.state];
      for (const element of block.elements) {
        steps += states.length;
        if (steps > limits.steps) throw new BudgetExceeded(`more than ${limits.steps} steps`);
        states =
          states.length === 1
            ? domain.element(element, states[0]!, entry.origin)
            : states.flatMap((state) => domain.element(element, state, entry.origin));
        if (states.length === 0) break;
      }
      for (const state of states) {
        for (const edge of block.edges) {
          const next = domain.edge(edge, state, entry.origin);
          if (next !== null) arrive(edge.to.id, next, edge, entry.origin);
        }
      }
    }
  }
}

/** The dirty blocks, lowest id first: in reverse post-order a block then mostly waits for its predecessors. */
class BlockQueue {
  readonly #heap: number[] = [];
  readonly #waiting: Uint8Array;

  constructor(size: number) {
    this.#waiting = new Uint8Array(size);
  }

  push(id: number): void {
    if (this.#waiting[id]) return;
    this.#waiting[id] = 1;
    const heap = this.#heap;
    let at = heap.length;
    heap.push(id);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= heap[at]!) break;
      [heap[parent], heap[at]] = [heap[at]!, heap[parent]!];
      at = parent;
    }
  }

  pop(): number | undefined {
    const heap = this.#heap;
    const top = heap[0];
    if (top === undefined) return undefined;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let at = 0; ;) {
        const left = 2 * at + 1;
        const right = left + 1;
        let least = at;
        if (left < heap.length && heap[left]! < heap[least]!) least = left;
        if (right < heap.length && heap[right]! < heap[least]!) least = right;
        if (least === at) break;
        [heap[least], heap[at]] = [heap[at]!, heap[least]!];
        at = least;
      }
    }
    this.#waiting[top] = 0;
    return top;
  }
}
