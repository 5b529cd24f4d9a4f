/** Which paths can be left, because nothing that they still do with the resource would change a result. */
import type { Block, Edge, Graph } from '../cfg/index.js';
import type { Context } from './context.js';
import { isForItself, Liveness } from './liveness.js';
import type { Mentioned } from './mentioned.js';
import type { State } from './state.js';

/**
 * Without this, each response that a long function keeps in one variable is followed through all attempts that might fail
 * after it, and the states grow with the square of the function.
 */
export class RemainingUses {
  readonly #context: Context;
  readonly #graph: Graph;
  readonly #asSummary: boolean;
  readonly #mentioned: Mentioned;
  readonly #liveness: Liveness;
  /** The same; where a repair is checked, only of the code that was there before. */
  readonly #uses: Liveness;

  constructor(context: Context, graph: Graph, mentioned: Mentioned, asSummary: boolean) {
    const { unit, isWritten } = context;
    this.#context = context;
    this.#graph = graph;
    this.#asSummary = asSummary;
    this.#mentioned = mentioned;
    this.#liveness = new Liveness(unit, graph);
    this.#uses = isWritten
      ? new Liveness(unit, graph, (read) => !isWritten(read) || !isForItself(read, isWritten))
      : this.#liveness;
  }

  /** Whether no code from the block on reads what refers to the resource, and nothing but its uses counts any more. */
  isOver({ site, duty, refs, completion, supposed }: State, { id }: Block): boolean {
    if (!site || ((this.#asSummary || completion) && !supposed)) return false;
    const { isThorough, isWritten } = this.#context;
    // What a repair does with the body itself is no use that it has to fear.
    const isFollowed = isWritten ? duty.phase === 'escaped' : duty.phase !== 'locked' && duty.phase !== 'apart';
    if (isFollowed || duty.phase === 'reading') return false;
    // Plans ask for the states at places where code could be written that reads it.
    const isForPlans = isThorough && !isWritten;
    for (const holder of refs.keys())
      if (isForPlans ? this.#mentioned.isAskedFrom(id, holder) : this.#uses.isLive(id, holder)) return false;
    return true;
  }

  /**
   * Whether a second call that merely might throw, on the way into a handler, adds nothing: the duty is over, or no code can end it
   * any more, so that the resource is lost where the call does not throw as well.
   *
   * @param from the block that the edge leaves
   */
  isDecided(from: Block, edge: Edge, state: State): boolean {
    if (edge.kind !== 'exception' || !edge.implicit || edge.to === this.#graph.throwExit) return false;
    const { site, duty, refs, implicit, completion, blame, kept, supposed } = state;
    // One exception on trial is enough.
    if (supposed) return true;
    if (!site || !implicit || this.#asSummary || completion || blame || kept.size > 0) return false;
    if (duty.phase !== 'open' && !this.#context.isThorough) return true;
    for (const holder of refs.keys())
      if (from.edges.some(({ to }) => this.#liveness.isLive(to.id, holder))) return false;
    return true;
  }
}
