/**
 * A solver over any block graph whose states may fork. It runs forwards or, over the reversed blocks, backwards.
 *
 * At each block it keeps one state per *key* (property simulation, after Das, Lerner and Seigle, "ESP", PLDI 2002):
 * states with equal keys are joined, states with different keys stay separate. A domain puts data that must not be joined
 * into the key (the resource, the references to it), and data that may be lost into the joined part (facts about conditions).
 *
 * If one key has more variants at a block than the limit, those with the smallest text stay separate and the others are
 * blurred. The smallest are known only when all have arrived, so the graph is then solved once more.
 *
 * Invariants: `join` must only remove facts (a finite descent), and the number of keys at one block must be finite. The
 * result does not depend on the order in which blocks are processed, except for the choice among several equally valid
 * origins. The solver does not depend on JavaScript.
 */

export interface FlowBlock<Element, Edge> {
  readonly id: number;
  readonly elements: readonly Element[];
  readonly edges: readonly Edge[];
}

/** How a state reached a block: a linked list back to the entry. */
export interface Origin<Edge> {
  readonly block: number;
  readonly edge: Edge | null;
  readonly before: Origin<Edge> | null;
  /** The origins of the states that were joined to it. */
  readonly others?: readonly Pick<Origin<Edge>, 'edge' | 'before'>[];
}

export interface Domain<State, Element, Edge> {
  /** States of one block with equal keys are joined. */
  key(state: State): string;
  /**
   * Distinguishes states with the same key. Up to `variantsPerKey` of them stay separate at a block, so that correlations
   * between facts are not lost at once; the others are blurred and joined. The text must not depend on the order of
   * blocks; undefined for a state that has no variants.
   *
   * @param block a block that had too many: then only facts that may still matter after its start count.
   */
  variant?(state: State, block?: number): string | undefined;
  /**
   * The state marked as blurred: it may have lost facts, so the paths from it may be impossible. Its key must differ from that
   * of every unmarked state, and it must have no variants.
   */
  blur?(state: State): State;
  /** The facts that hold in both; `a` itself if `b` removes none. */
  join(a: State, b: State): State;
  /** The states after `element`: none if the path ends, several if it forks. */
  element(element: Element, state: State, origin: Origin<Edge>): readonly State[];
  /** The state after `edge`, or null if the edge is infeasible. */
  edge(edge: Edge, state: State, origin: Origin<Edge>): State | null;
}

/** Thrown when a function needs more work than allowed; the caller then skips the function. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

export interface SolverLimits {
  /** The maximum number of element transfers. */
  readonly steps: number;
  /** The maximum number of keys at one block. */
  readonly keysPerBlock: number;
  /** The maximum number of variants of one key that stay separate at one block. */
  readonly variantsPerKey: number;
  /** The maximum number of variants of one key to choose from; with more, all are joined where paths meet. */
  readonly variantsSeen: number;
}

/** Linear functions of a thousand statements need about ten thousand steps; two million take about two seconds. */
export const DEFAULT_LIMITS: SolverLimits = {
  steps: 2_000_000,
  keysPerBlock: 4_096,
  variantsPerKey: 6,
  variantsSeen: 24,
};

interface Entry<State, Edge> {
  state: State;
  readonly origin: Origin<Edge> & { others?: Pick<Origin<Edge>, 'edge' | 'before'>[] };
  dirty: boolean;
}

/** The variants that stay separate, by block and key, if there were too many; `nowhere`: all are joined where paths meet. */
type Kept = readonly (ReadonlyMap<string, ReadonlySet<string>> | undefined)[] | 'nowhere';

/** The number of rounds before all variants are joined. */
const MAX_ROUNDS = 5;

interface Keys {
  readonly group: string;
  readonly own: string;
}

/** A reversed edge: `to` is the block that the original edge leaves. */
export interface BackEdge<Block, Edge> {
  readonly to: Block;
  readonly edge: Edge;
}

/** The same blocks with reversed control flow: a result over them describes the code after a place, not before it. */
export function turnedRound<
  Element,
  Edge extends { readonly to: { readonly id: number } },
  Block extends FlowBlock<Element, Edge>,
>(blocks: readonly (Block & FlowBlock<Element, Edge>)[]): FlowBlock<Element, BackEdge<Block, Edge>>[] {
  const turned = blocks.map(({ id, elements }) => ({
    id,
    elements: [...elements].reverse(),
    edges: [] as BackEdge<Block, Edge>[],
  }));
  for (const block of blocks) for (const edge of block.edges) turned[edge.to.id]!.edges.push({ to: block, edge });
  return turned;
}

/** The states at the first block, or the states at any blocks by their ids. */
type Start<State> = readonly State[] | ReadonlyMap<number, readonly State[]>;

/**
 * Runs a domain from `start` until nothing changes.
 *
 * @param blocks in reverse post-order, `id` equal to the index; edges name their target by `to.id`.
 * @param fresh creates a new domain for each round; keys have the same meaning in all rounds.
 * @returns the domain of the last round.
 * @throws BudgetExceeded when a limit is passed.
 */
export function solve<
  State,
  Element,
  Edge extends { readonly to: { readonly id: number } },
  D extends Domain<State, Element, Edge>,
>(
  blocks: readonly FlowBlock<Element, Edge>[],
  fresh: () => D,
  start: Start<State>,
  limits: SolverLimits = DEFAULT_LIMITS,
): D {
  let kept: Kept = [];
  for (let round = 1; ; round += 1) {
    const domain = fresh();
    const crowded: Kept | null = pass(blocks, domain, start, limits, kept, round > 1);
    if (crowded === null) return domain;
    // The first round also counts facts that no longer matter, so its variants are not used to choose.
    if (round > 1) kept = round < MAX_ROUNDS ? crowded : 'nowhere';
  }
}

/**
 * One round; returns the variants to keep separate in the next round, or null if there were not too many.
 *
 * @param isNarrow variants differ only in facts that may still matter at the block.
 */
function pass<State, Element, Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<Element, Edge>[],
  domain: Domain<State, Element, Edge>,
  start: Start<State>,
  limits: SolverLimits,
  kept: Kept,
  isNarrow: boolean,
): Kept | null {
  // Many queries concern only a few of many blocks.
  const entries: Map<string, Entry<State, Edge>>[] = [];
  const variants = new Variants(blocks, kept, limits);
  const keysOf = keysIn(domain, isNarrow);
  const queue = new BlockQueue(blocks.length);
  let steps = 0;

  const arrive = (block: number, arriving: State, edge: Edge | null, before: Origin<Edge> | null): void => {
    const known = (entries[block] ??= new Map<string, Entry<State, Edge>>());
    const { group, own } = keysOf(arriving, block);
    const isKept = own === group || variants.stayApart(block, group, own);
    const state = isKept ? arriving : (domain.blur?.(arriving) ?? arriving);
    const key = isKept ? own : keysOf(state, block).group;
    const entry = known.get(key);
    if (!entry) {
      if (known.size >= limits.keysPerBlock)
        throw new BudgetExceeded(`more than ${limits.keysPerBlock} states at one block`);
      known.set(key, { state, origin: { block, edge, before }, dirty: true });
      queue.push(block);
      return;
    }
    addWay(entry, edge, before);
    const joined = domain.join(entry.state, state);
    if (joined === entry.state) return;
    entry.state = joined;
    entry.dirty = true;
    queue.push(block);
  };

  const evaluate = (elements: readonly Element[], { state, origin }: Entry<State, Edge>): readonly State[] => {
    let states: readonly State[] = [state];
    for (const element of elements) {
      steps += states.length;
      if (steps > limits.steps) throw new BudgetExceeded(`more than ${limits.steps} steps`);
      states =
        states.length === 1
          ? domain.element(element, states[0]!, origin)
          : states.flatMap((one) => domain.element(element, one, origin));
      if (states.length === 0) break;
    }
    return states;
  };

  const startsAt = start instanceof Map ? (start as ReadonlyMap<number, readonly State[]>) : null;
  for (const [block, states] of startsAt ?? [[0, start as readonly State[]] as const])
    for (const state of states) arrive(block, state, null, null);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const block = blocks[id]!;
    for (const entry of [...entries[id]!.values()]) {
      if (!entry.dirty) continue;
      entry.dirty = false;
      for (const state of evaluate(block.elements, entry)) {
        for (const edge of block.edges) {
          const next = domain.edge(edge, state, entry.origin);
          if (next !== null) arrive(edge.to.id, next, edge, entry.origin);
        }
      }
    }
  }
  return variants.chosen();
}

/** The keys of states. Most blocks do not affect most states, so a state passes many blocks unchanged. */
function keysIn<State>(
  domain: Pick<Domain<State, never, never>, 'key' | 'variant'>,
  isNarrow: boolean,
): (state: State, block: number) => Keys {
  const keys = new Map<State, Keys>();
  const keysAt = (state: State, block?: number): Keys => {
    const group = domain.key(state);
    const variant = domain.variant?.(state, block);
    return { group, own: variant === undefined ? group : `${group}\n${variant}` };
  };
  if (isNarrow) return keysAt;
  return (state) => {
    let known = keys.get(state);
    if (!known) keys.set(state, (known = keysAt(state)));
    return known;
  };
}

/** Records another origin of a state that is joined to an entry. */
function addWay<State, Edge>({ origin }: Entry<State, Edge>, edge: Edge | null, before: Origin<Edge> | null): void {
  if (origin.edge === edge && origin.before === before) return;
  if (origin.others?.some((other) => other.edge === edge && other.before === before)) return;
  (origin.others ??= []).push({ edge, before });
}

/** The variants that stay separate in one round, and those that will in the next. */
class Variants {
  readonly #kept: Kept;
  readonly #limits: SolverLimits;
  /** If all variants are joined: the blocks with more than one incoming edge. */
  readonly #joins: ReadonlySet<number>;
  /** By block and key. */
  readonly #seen: Map<string, Set<string>>[] = [];
  #isCrowded = false;

  constructor(
    blocks: readonly FlowBlock<unknown, { readonly to: { readonly id: number } }>[],
    kept: Kept,
    limits: SolverLimits,
  ) {
    this.#kept = kept;
    this.#limits = limits;
    this.#joins = kept === 'nowhere' ? joinsOf(blocks) : new Set();
  }

  /** Whether the variant stays separate from the others of its key at the block. */
  stayApart(block: number, group: string, own: string): boolean {
    if (this.#kept === 'nowhere') return !this.#joins.has(block);
    const chosen = this.#kept[block]?.get(group);
    if (chosen) return chosen.has(own);
    const groups = (this.#seen[block] ??= new Map<string, Set<string>>());
    let seen = groups.get(group);
    if (!seen) groups.set(group, (seen = new Set()));
    seen.add(own);
    this.#isCrowded ||= seen.size > this.#limits.variantsPerKey;
    return seen.size <= this.#limits.variantsSeen;
  }

  /** The smallest variants of every key that has too many, and those that were chosen before; null if no key has too many. */
  chosen(): Kept | null {
    const kept = this.#kept;
    if (!this.#isCrowded || kept === 'nowhere') return null;
    const { variantsPerKey, variantsSeen } = this.#limits;
    if (this.#seen.some((groups) => [...groups.values()].some((seen) => seen.size > variantsSeen))) return 'nowhere';
    return Array.from(
      { length: Math.max(this.#seen.length, kept.length) },
      (_, block) =>
        new Map([
          ...(kept[block] ?? []),
          ...[...(this.#seen[block] ?? [])]
            .filter(([, seen]) => seen.size > variantsPerKey)
            .map(([group, seen]) => [group, new Set([...seen].sort().slice(0, variantsPerKey))] as const),
        ]),
    );
  }
}

/** The blocks with more than one incoming edge. */
function joinsOf<Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<unknown, Edge>[],
): ReadonlySet<number> {
  const reached = new Set<number>();
  const joins = new Set<number>();
  for (const { edges } of blocks) for (const { to } of edges) (reached.has(to.id) ? joins : reached).add(to.id);
  return joins;
}

/** The dirty blocks, lowest id first: in reverse post-order most predecessors of a block are processed before it. */
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
