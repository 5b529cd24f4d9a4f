/**
 * The answers of runs that are over: what became of a resource where, and what was known of it at a place.
 *
 * Ordinary runs keep no states. To plan a repair, a function is run once more with these answers as the observer.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Method } from '../protocols/index.js';
import { isRace } from '../syntax/promises.js';
import type { Element } from '../cfg/index.js';
import type { Observer } from './context.js';
import { carries, closuresIn, refKey, type Ref } from './refs.js';
import { type Duty, type Holder, type State, isTemporary } from './state.js';
import { followed, isDeed, type Step } from './step.js';

export type UseKind =
  /** Is called on it, or given it, and leaves the duty as it was. */
  | 'looks'
  /** Lets other code run while it is there: waits for something else. */
  | 'waits'
  /** Gives the lock of a reader back. */
  | 'unlocks'
  /** Locks the body, or makes two of it. */
  | 'locks'
  /** Is given it, locks the body and keeps the reader to itself. */
  | 'holds'
  /** Reads or releases it. */
  | 'ends'
  /** Beside that, leaves it open on another path. */
  | 'spares'
  /** Lets it escape: it is stored, returned, captured, or passed to unknown code. */
  | 'escapes';

/** One thing that the code does with a resource while its duty is open. */
export interface ResourceUse {
  readonly kind: UseKind;
  /** The element of the graph that does it: a call, a `return`, a loop. */
  readonly node: TSESTree.Node;
  /** The states in which it does. */
  readonly states: ReadonlySet<State>;
}

/** What is known of one resource. */
class Record {
  readonly uses = new Map<TSESTree.Node, Map<UseKind, Set<State>>>();
  readonly states = new Map<TSESTree.Node, Set<State>>();
}

export class Answers {
  /** By where the resource is acquired: a finding has the place, not the node. */
  readonly #records = new Map<string, Record>();
  readonly #byUse = new Map<string, Record>();

  /**
   * What the code does with the resource that is acquired at a node, in its function and in those of the file that are given it.
   *
   * @param isUse the node does something with the resource rather than acquire it
   */
  uses(node: TSESTree.Node, isUse = false): readonly ResourceUse[] {
    const record = (isUse ? this.#byUse : this.#records).get(keyOf(node));
    return [...(record?.uses ?? [])].flatMap(([by, kinds]) =>
      [...kinds].map(([kind, states]) => ({ kind, node: by, states })),
    );
  }

  /**
   * The states in which paths that follow the resource come to an element: who refers to it, how far its duty has
   * come, who holds its lock.
   */
  at(acquire: TSESTree.Node, element: TSESTree.Node): readonly State[] {
    return [...(this.#records.get(keyOf(acquire))?.states.get(element) ?? [])];
  }

  /** An observer that notes what it is told; in the run of a callee, of the resource acquired at `acquire`, whatever its name is there. */
  observer(acquire: TSESTree.Node | null): Observer {
    return {
      evaluates: (element, before, steps, isPending) => {
        // What comes with an error is another resource than what the call gives.
        if (!before.site || before.site.isRejection) return;
        if (before.duty.phase === 'escaped' || before.duty.phase === 'reading') return;
        const record = this.#recordOf(acquire ?? before.site.node);
        const states = record.states.get(element.node);
        if (states) states.add(before);
        else record.states.set(element.node, new Set([before]));
        for (const kind of kindsOf(element, before, steps, isPending)) this.#note(record, element.node, kind, before);
      },
      settles: (state, node) => {
        if (state.site && !state.site.isRejection && node.type === 'ForOfStatement')
          this.#note(this.#recordOf(acquire ?? state.site.node), node, 'ends', state);
      },
    };
  }

  #recordOf(acquire: TSESTree.Node): Record {
    let record = this.#records.get(keyOf(acquire));
    if (!record) this.#records.set(keyOf(acquire), (record = new Record()));
    return record;
  }

  #note(record: Record, node: TSESTree.Node, kind: UseKind, state: State): void {
    this.#byUse.set(keyOf(node), record);
    const kinds = record.uses.get(node) ?? new Map<UseKind, Set<State>>();
    record.uses.set(node, kinds.set(kind, (kinds.get(kind) ?? new Set()).add(state)));
  }
}

const keyOf = ({ range }: TSESTree.Node): string => range.join();

/** What an element does with the resource of the state before it. */
export function kindsOf(
  { node }: Element,
  before: State,
  steps: readonly Step[],
  isPending: boolean,
): readonly UseKind[] {
  const callee = node.type === 'CallExpression' ? node.callee : null;
  const called = callee && before.refs.get(callee);
  const isOwn = called?.kind === 'bound';
  if (isOwn && methodOf(before, called)?.unlocks) return ['unlocks'];
  // Further uses of a body that has been read do not matter.
  if (before.duty.phase === 'locked') return [];
  const operands = [...before.refs].filter(([holder]) => isTemporary(holder) && holder.parent === node);
  if (isWait(node) && !operands.some(([, ref]) => carries(ref))) return ['waits'];
  const isEnded = steps.some((step) => step.kind === 'fulfilled' && isDeed(step));
  // Aborting the request does not touch the body.
  if (isEnded && operands.length > 0 && operands.every(([, ref]) => isSource(ref))) return [];
  const next = steps
    .map(followed)
    .filter((one) => one !== undefined)
    .filter(({ site, duty }) => site === before.site && duty.phase !== 'locked');
  // A function that captures it may run later, and unfinished work continues with it.
  const isKept =
    steps.some(({ kind }) => kind === 'escaped') ||
    next.some((one) => isGiven(node, before, one)) ||
    (isEnded && endsLater(node, before, isPending));
  const kinds: UseKind[] = isKept ? ['escapes'] : isEnded ? ['ends'] : [];
  if (isEnded && steps.some((step) => step.kind === 'goes' && isSpared(step.state, before, node))) kinds.push('spares');
  if (next.some((one) => isLocked(one) && !isLocked(before) && !isFailing(one, node)))
    kinds.push(isOwn ? 'locks' : 'holds');
  else if (next.some((one) => !isLocked(one) && isTouched(one.duty, before.duty))) kinds.push('locks');
  return kinds.length === 0 && operands.length > 0 && isCall(node) ? ['looks'] : kinds;
}

/** Whether the duty is ended later: by a function that is handed on, or by one that has not run to its end. */
export const endsLater = (node: TSESTree.Node, { refs }: State, isPending: boolean): boolean =>
  isPending ||
  [...refs].some(
    ([holder, ref]) =>
      'parent' in holder &&
      holder.parent === node &&
      !(node.type === 'CallExpression' && holder === node.callee) &&
      closuresIn(ref).length > 0,
  );

/** Whether control goes on after the element with the resource as it was. */
const isSpared = (next: State, before: State, node: TSESTree.Node): boolean =>
  next.site === before.site && next.duty.phase === before.duty.phase && !isLocked(next) && !isFailing(next, node);

const isTouched = (duty: Duty, before: Duty): boolean => duty.branches > before.branches || (duty.used && !before.used);

/** Whether the element throws, or gives a promise that is rejected. */
const isFailing = ({ completion, refs }: State, node: TSESTree.Node): boolean =>
  completion?.kind === 'throw' || refs.get(node)?.kind === 'rejected';

const methodOf = ({ site }: State, { of, name }: Ref & { kind: 'bound' }): Method | undefined =>
  of.kind === 'handle' ? site?.protocol.handles[of.handle]?.methods?.[name] : undefined;

/** Whether other code may run while the node is evaluated. */
export const isWait = (node: TSESTree.Node): boolean =>
  node.type === 'AwaitExpression' || node.type === 'YieldExpression' || (node.type === 'ForOfStatement' && node.await);

const isCall = ({ type }: TSESTree.Node): boolean => type === 'CallExpression' || type === 'NewExpression';

const isLocked = ({ duty }: State): boolean => duty.lock !== null && duty.lock.by !== 'loop';

/** Whether a value is no part of the resource, but can end it: the controller of its signal, its agent. */
const isSource = (ref: Ref): boolean =>
  !carries(ref) && (ref.kind === 'handle' || (ref.kind === 'bound' && ref.of.kind === 'handle'));

/**
 * Whether an element returns the resource, or is a call that gives back what a variable has, or puts it into another
 * one: from here on it has two names, one
 * of which may mean something else sometimes.
 */
function isGiven(node: TSESTree.Node, before: State, { completion, refs }: State): boolean {
  if (completion?.kind === 'return' && completion.node === node) return carries(completion.value);
  if (node.type !== 'CallExpression' || isRace(node) || before.refs.get(node.callee)?.kind === 'bound') return false;
  const given = before.refs.has(node) ? undefined : refs.get(node);
  const key = refKey((given?.kind === 'promise' ? given.of : given) ?? null);
  const isVariable = ([holder, ref]: [Holder, Ref]): boolean => !isTemporary(holder) && carries(ref);
  return (
    [...before.refs].some((entry) => isVariable(entry) && refKey(entry[1]) === key) ||
    [...refs].some((entry) => isVariable(entry) && entry[1] !== before.refs.get(entry[0]))
  );
}
