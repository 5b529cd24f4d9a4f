/**
 * A solver over any block graph whose states may fork, forwards or, over the same blocks turned round, backwards.
 *
 * At each block it keeps one state per *key* (property simulation, after Das, Lerner and Seigle, "ESP", PLDI 2002):
 * states with equal keys are joined, states with different keys stay apart. A domain puts into the key what must not
 * be blurred (which resource, who holds it) and into the joined part what may be forgotten (facts about conditions).
 *
 * Where one key has more variants at a block than are kept, the least ones by their text stay apart and the others are
 * blurred. Which are the least is known only when all have come, so the graph is then solved once more.
 *
 * Invariants: `join` must only ever lose facts (a finite descent), and the keys met at one block must be finite. The
 * result does not depend on the order in which blocks are taken, save for which of several equally valid origins is
 * remembered. The solver knows no JavaScript.
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
   * together is not blurred at once; the others are blurred and joined. The text must not depend on the order of
   * blocks; undefined for a state that has no variants.
   *
   * @param block where there turned out to be too many: then only what may still matter from its start on counts.
   */
  variant?(state: State, block?: number): string | undefined;
  /**
   * The state marked as one that may have lost facts it needs, so that what follows may be impossible. Its key must
   * differ from that of every state which is
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
  /** The most variants of one key that stay apart at one block. */
  readonly variantsPerKey: number;
  /** The most variants of one key that are looked at to choose among them; beyond it nothing stays apart where paths meet. */
  readonly variantsSeen: number;
}

/** Linear functions of a thousand statements need some ten thousand steps; two million take about two seconds. */
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

/** Which variants stay apart, by block and key, where there were too many of them; `nowhere` for none where paths meet. */
type Kept = readonly (ReadonlyMap<string, ReadonlySet<string>> | undefined)[] | 'nowhere';

/** How often a graph is solved again before nothing is kept apart any more. */
const MAX_ROUNDS = 5;

interface Keys {
  readonly group: string;
  readonly own: string;
}

/** An edge as control would come by it backwards: `to` is the block that it leaves. */
export interface BackEdge<Block, Edge> {
  readonly to: Block;
  readonly edge: Edge;
}

/** The same blocks with control running backwards: what is solved over them tells what comes after a place, not what came before it. */
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

/** The states at the first block, or those at any blocks by their ids. */
type Start<State> = readonly State[] | ReadonlyMap<number, readonly State[]>;

/**
 * Runs a domain from `start` until nothing changes.
 *
 * @param blocks in reverse post-order, `id` equal to the index; edges name their target by `to.id`.
 * @param fresh gives a domain that has seen nothing yet: one is asked for in each round, and keys mean the same in all.
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
    // What tells paths apart for nothing has counted in the first round only, so nothing is chosen by it.
    if (round > 1) kept = round < MAX_ROUNDS ? crowded : 'nowhere';
  }
}

/**
 * One round; gives what is to be kept apart in the next one, or null where everything has found its place.
 *
 * @param isNarrow variants are told apart only by what may still matter at the block.
 */
function pass<State, Element, Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<Element, Edge>[],
  domain: Domain<State, Element, Edge>,
  start: Start<State>,
  limits: SolverLimits,
  kept: Kept,
  isNarrow: boolean,
): Kept | null {
  // Many a question is about a few of many blocks.
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

/** The keys of states. Most blocks have nothing to do with most states, which then pass many of them unchanged. */
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

/** Remembers another way on which a state has come that is joined to an entry. */
function addWay<State, Edge>({ origin }: Entry<State, Edge>, edge: Edge | null, before: Origin<Edge> | null): void {
  if (origin.edge === edge && origin.before === before) return;
  if (origin.others?.some((other) => other.edge === edge && other.before === before)) return;
  (origin.others ??= []).push({ edge, before });
}

/** Which variants stay apart in one round, and which are to in the next one. */
class Variants {
  readonly #kept: Kept;
  readonly #limits: SolverLimits;
  /** Where nothing is kept apart: the blocks that more than one edge leads to. */
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

  /** Whether the variant stays apart from the others of its key at the block. */
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

  /** The least variants of every key that has too many, beside those that were chosen before; null where none has too many. */
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

/** The blocks that more than one edge leads to. */
function joinsOf<Edge extends { readonly to: { readonly id: number } }>(
  blocks: readonly FlowBlock<unknown, Edge>[],
): ReadonlySet<number> {
  const reached = new Set<number>();
  const joins = new Set<number>();
  for (const { edges } of blocks) for (const { to } of edges) (reached.has(to.id) ? joins : reached).add(to.id);
  return joins;
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
