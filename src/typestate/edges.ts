/** Which edges a path can take, and what it knows after them: branches, cases, loops and exceptions. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge, Graph } from '../cfg/index.js';
import { cancellationSources } from '../protocols/cancellation-sources.js';
import { handleOf, isFollowedOn, needsOfStream } from '../protocols/capabilities.js';
import { HANDMADE } from '../protocols/derived-streams.js';
import { endersOf } from '../types/abortable.js';
import { equality } from '../types/assertions.js';
import { isWithin, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { isField, type Unit } from '../syntax/unit.js';
import { orderFact } from './comparisons.js';
import { assume } from './conditions.js';
import type { Context, OnFault } from './context.js';
import { assumeParts } from './flags.js';
import { asksForOthers } from './terms.js';
import { assumeCounted, assumeEntered } from './loops.js';
import { ITERATE } from './handmade.js';
import { asksError, isHandmadeInstance, isInstance } from './instances.js';
import { isReused, leaveLoop, readHalf } from './methods.js';
import { isFlagOfEnded, isOnceGuard } from './once.js';
import { carries, closuresIn, elementOf } from './refs.js';
import type { Supposed } from './supposed.js';
import { cannotThrow } from './throws.js';
import type { TrackedFacts } from './tracked-facts.js';
import { isTemporary, setKnown, setRef, update, updateDuty, type State } from './state.js';
import { escaped, fulfilled, goes, INFEASIBLE, type Step } from './step.js';
import { ask, choosesLiteral, comparison, testOf, valueOf } from './value-of.js';
import { constant, NULLISH, type Constant, type Test } from './values.js';

export class Edges {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #graph: Graph;
  readonly #facts: TrackedFacts;
  readonly #asSummary: boolean;
  readonly #onFault: OnFault;
  readonly #supposed: Supposed;
  /** Exception edges of the element that ends the block; the others leave a `finally` that was entered by a throw. */
  readonly #direct = new Set<Edge>();

  constructor(
    context: Context,
    graph: Graph,
    facts: TrackedFacts,
    asSummary: boolean,
    onFault: OnFault,
    supposed: Supposed,
  ) {
    this.#context = context;
    this.#unit = context.unit;
    this.#graph = graph;
    this.#facts = facts;
    this.#asSummary = asSummary;
    this.#onFault = onFault;
    this.#supposed = supposed;
    for (const block of graph.blocks) {
      const last = block.elements.at(-1);
      for (const edge of block.edges)
        if (edge.kind === 'exception' && (edge.thrower === last?.node || edge.thrower.type === 'ForOfStatement'))
          this.#direct.add(edge);
    }
  }

  /** What becomes of a path at an edge. */
  step(edge: Edge, state: State): Step {
    if (edge.kind === 'exception') return this.#throwOver(edge, state);
    return state.completion?.thrown ? INFEASIBLE : this.#decide(edge, state);
  }

  #throwOver(edge: Edge & { kind: 'exception' }, state: State): Step {
    if (!state.site) return goes(state);
    const { completion } = state;
    if (!this.#direct.has(edge)) return completion?.kind === 'throw' ? goes(state) : INFEASIBLE;
    // A path that is followed on trial ends where its handler fails: others may come to the next one before the body has been read.
    if (completion?.thrown)
      return state.supposed ? INFEASIBLE : goes(update(state, { completion: { ...completion, thrown: false } }));
    if (!edge.implicit) return INFEASIBLE;
    if (!this.#context.strict) {
      const supposed = this.#supposed.over(edge.thrower, state);
      return supposed ? goes(supposed) : INFEASIBLE;
    }
    // Repairs write code that does not throw if a handler would catch it.
    if (this.#context.isWritten?.(edge.thrower)) return INFEASIBLE;
    // Where the call or the `await` that gives the resource throws, there is no resource.
    if (edge.thrower === state.site.node || carries(state.refs.get(edge.thrower))) return INFEASIBLE;
    if (cannotThrow(this.#context, state, edge.thrower)) return INFEASIBLE;
    return goes(
      update(state, {
        implicit: true,
        completion: { kind: 'throw', node: edge.thrower, value: null, implicit: true, thrown: false },
      }),
    );
  }

  #decide(edge: Edge, state: State): Step {
    switch (edge.kind) {
      case 'branch':
        return this.#decideTest(edge, state);
      case 'nullish': {
        const test = ask(this.#unit, state, edge.test, NULLISH);
        // What gives nothing has been cut short: `decoder?.decode(await res.arrayBuffer()) ?? (await res.text())`.
        if (edge.outcome && isReadIn(state, edge.test)) return fulfilled('ended');
        if (this.#mayTellOfRead(state, test, edge.test)) return fulfilled('ended');
        if (isOpenQuestion(test) && asksError(this.#unit, state, edge.test)) return escaped('catcher');
        return assume(state, test, edge.outcome, this.#facts.isWorthKnowing);
      }
      case 'case':
        return this.#decideCase(edge, state);
      case 'iterate':
        return this.#decideIteration(edge, state);
      default:
        return goes(state);
    }
  }

  #decideTest(edge: Edge & { kind: 'branch' }, state: State): Step {
    if (edge.outcome && this.#asSummary && state.site && isOnceGuard(this.#unit, this.#graph.root, edge.test))
      return INFEASIBLE;
    if (edge.outcome && state.site && isFlagOfEnded(this.#unit, this.#graph.root, edge.test, () => this.#enders(state)))
      return INFEASIBLE;
    const entered = assumeCounted(this.#unit, state, edge.test, edge.outcome);
    if (entered.kind !== 'goes') return entered;
    const counted = entered.state;
    const test = testOf(this.#unit, counted, edge.test);
    if (this.#mayTellOfRead(counted, test, edge.test)) return fulfilled('ended');
    if (isOpenQuestion(test) && asksError(this.#unit, counted, edge.test)) return escaped('catcher');
    // Where paths meet, those that know the numbers and those that have compared them have the comparison in common.
    const compared =
      test?.kind === 'constant' && test.value === edge.outcome && edge.test.type === 'BinaryExpression'
        ? (orderFact(this.#unit, edge.test) ?? test)
        : test;
    const found = assume(counted, compared, edge.outcome, this.#facts.isWorthKnowing);
    const step = found.kind === 'goes' ? assumeParts(this.#unit, found.state, edge.test, edge.outcome) : found;
    if (step.kind !== 'goes') return step;
    const assumed = sweepTest(step.state, edge.test);
    if (this.#isExhausted(assumed, edge.test, edge.outcome)) return INFEASIBLE;
    // Which of two literals a conditional expression is, the path knows until the value has been used.
    return goes(
      state.site && (test === null || test.kind === 'fact') && choosesLiteral(this.#unit, edge.test)
        ? setKnown(assumed, unwrap(edge.test), constant(edge.outcome))
        : assumed,
    );
  }

  /** The functions in which a variable ends what it has of the resource: `request.destroy()`. */
  #enders({ refs }: State): (FunctionNode | null)[] {
    return [...refs].flatMap(([holder, ref]) => {
      const source = ref.kind === 'handle' ? cancellationSources[ref.handle] : undefined;
      return source && !isTemporary(holder) && !isField(holder) ? endersOf(holder, source) : [];
    });
  }

  /**
   * Whether a test may ask if the body has been read: a flag that the reading function sets, a weak collection, the end of the
   * stream. The path may then be one on which it has not been read.
   */
  #mayTellOfRead({ duty }: State, test: Test | null, node: TSESTree.Node): boolean {
    if (duty.phase !== 'locked') return false;
    return test?.kind === 'ended' || (isOpenQuestion(test) && asksForOthers(this.#unit, node));
  }

  /** Whether the last of all values that the type of a variable allows has just been denied. */
  #isExhausted(state: State, test: TSESTree.Expression, outcome: boolean): boolean {
    if (test.type !== 'BinaryExpression' || test.operator !== (outcome ? '!==' : '===')) return false;
    const asked = test.right.type === 'Literal' ? test.left : test.left.type === 'Literal' ? test.right : null;
    const values = asked && this.#context.oracle.literals(this.#unit, asked);
    if (asked === null || !values || values.length === 0) return false;
    const { set } = valueOf(this.#unit, state, asked);
    return !values.some((value) => set.has(value as Constant));
  }

  #decideCase(edge: Edge & { kind: 'case' }, state: State): Step {
    const { clause, discriminant } = edge;
    if (!clause.test) return goes(state);
    if (!edge.outcome && isLastTest(clause) && this.#context.oracle.isExhaustive(this.#unit, clause.parent))
      return INFEASIBLE;
    if (discriminant.type === 'Literal' && discriminant.value === true)
      return assume(state, testOf(this.#unit, state, clause.test), edge.outcome);
    const test = comparison(this.#unit, state, equality(discriminant, clause.test));
    if (isOpenQuestion(test) && asksError(this.#unit, state, discriminant)) return escaped('catcher');
    return assume(state, test, edge.outcome);
  }

  #decideIteration(edge: Edge & { kind: 'iterate' }, state: State): Step {
    const { loop } = edge;
    const collection = state.refs.get(loop.right);
    if (!collection) return assumeEntered(this.#unit, state, loop, edge.outcome);
    // Entering the loop settles a stream: its end is read, and leaving early cancels.
    if (collection.kind === 'handle') return this.#iterateStream(state, collection.handle, loop, edge.outcome);
    if (isInstance(collection))
      return isHandmadeInstance(collection.made)
        ? this.#iterateStream(state, HANDMADE, loop, edge.outcome)
        : escaped('closure');
    const maker = collection.kind === 'object' ? collection.props.get(ITERATE) : undefined;
    if (maker?.kind === 'handle') return this.#iterateStream(state, maker.handle, loop, edge.outcome);
    // An iterator of the program's own.
    if (closuresIn(collection).length > 0) return escaped('closure');
    if (edge.outcome) return goes(state);
    const left = setRef(state, loop.right, null);
    if (!carries(elementOf(collection))) return goes(left);
    // A loop over all elements has come to the one that is followed.
    if (!state.visited.has(loop)) return INFEASIBLE;
    const visited = new Set(state.visited);
    visited.delete(loop);
    return goes(update(left, { visited }));
  }

  /** While a loop over it runs, a stream is locked; afterwards it is closed. */
  #iterateStream(state: State, name: string, loop: Loop, entering: boolean): Step {
    const { site, duty } = state;
    const handle = site && handleOf(site.protocol, name);
    if (!site || handle?.iterate !== 'consume') return goes(state);
    // What is left early stays where it is, and what has flown by itself before is stopped.
    if (handle.leavesOpen && entering) return goes(updateDuty(state, { flow: null }));
    if (
      entering &&
      duty.lock?.by !== 'loop' &&
      isReused(this.#onFault, loop, state, needsOfStream(site.protocol, name))
    )
      return fulfilled('consumed');
    if (duty.lock?.by === 'tee') return readHalf(state);
    if (!isFollowedOn(site.protocol) || duty.phase === 'torn-down') return fulfilled('consumed');
    const turn = updateDuty(state, { phase: 'locked', lock: { by: 'loop', node: loop } });
    return fulfilled('consumed', entering ? turn : leaveLoop(turn));
  }
}

/** Whether only the outcome of the test itself is known. */
const isOpenQuestion = (test: Test | null): boolean => test === null || test.kind === 'fact';

/** A loop over elements. */
type Loop = TSESTree.ForOfStatement | TSESTree.ForInStatement;

/** What decides whether an edge is taken. */
export function edgeNode(edge: Edge): TSESTree.Node | null {
  if (edge.kind === 'branch' || edge.kind === 'nullish') return edge.test;
  if (edge.kind === 'case') return edge.clause;
  return edge.kind === 'iterate' ? edge.loop : edge.cause;
}

/** Whether an optional chain has read the body in its arguments. */
const isReadIn = ({ duty }: State, test: TSESTree.Node): boolean => {
  const read =
    duty.phase === 'locked' && unwrap(test).type === 'CallExpression' ? (duty.lock?.node ?? duty.touched) : null;
  return read !== null && read !== unwrap(test) && isWithin(read, test);
};

const isLastTest = (clause: TSESTree.SwitchCase): boolean =>
  clause.parent.cases.every((one) => one.test !== null) && clause.parent.cases.at(-1) === clause;

/** A test that is a whole statement's leaves nothing behind. */
const sweepTest = (state: State, test: TSESTree.Node): State =>
  test.parent?.type === 'LogicalExpression' ? state : setRef(state, test, null);
