/**
 * The state of one path: which resource it follows (or none yet), who refers to it, and what is known.
 *
 * Two paths with the same resource, the same holders and the same pending completion are one state; what they know is
 * then cut down to what both know. So `if (good) consume` keeps "open, and not good" apart from what was consumed
 * (which is dropped), and a later `if (!good)` is followed the right way only.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { outlivesHandOver } from '../protocols/capabilities.js';
import type { Protocol } from '../protocols/index.js';
import type { Slot } from '../syntax/unit.js';
import type { Origin } from '../dataflow/solver.js';
import type { Edge } from '../cfg/index.js';
import { carries, refKey, type Ref } from './refs.js';
import { ANY_STATUS, type StatusSet } from './statuses.js';
import { includes, subjectKey, type Subject } from './terms.js';
import { UNKNOWN, type AbstractValue } from './values.js';

/** Who can hold a ref: a variable, a field, or a temporary, which is a node whose value has been computed and not used yet. */
export type Holder = Slot | TSESTree.Node;

/** What a path knows a value of. */
export type Place = Subject | TSESTree.Node;

export const isTemporary = (place: Holder | Place): place is TSESTree.Node => 'range' in place;

/** A resource and where it was acquired. */
export interface AcquireSite {
  readonly id: number;
  readonly protocol: Protocol;
  readonly client: string;
  /** The acquiring call or the response parameter. */
  readonly node: TSESTree.Node;
  /** The request's method where it is decided at run time. */
  readonly method?: Subject | undefined;
  /** The signals of the request: each may be aborted. */
  readonly signals?: readonly Subject[] | undefined;
  /** It may be ended from outside: by an abort of its signal, or a destroyed request. */
  readonly isAbortable?: true | undefined;
  /** The resource is in the error that rejects the promise of the call. */
  readonly isRejection?: true | undefined;
  /** No code has to release it, or none in sight: it is followed only to find second uses. `client` is its class. */
  readonly isGiven?: true | undefined;
  /** What is followed is by itself what this call has made of the resource, or has left of it: a clone. */
  readonly copiedBy?: TSESTree.Node | undefined;
}

/** How the function is about to be left. */
export interface Completion {
  readonly kind: 'return' | 'throw';
  readonly node: TSESTree.Node;
  readonly value: Ref | null;
  /** The throw is a call that merely might. */
  readonly implicit: boolean;
  /** It has just been thrown: only an exception edge can be taken next. */
  readonly thrown: boolean;
  /** What was called in the statement and has left open what the function still refers to. */
  readonly through?: Blame | undefined;
}

/** Where a callee, or a piece of syntax, let go of the resource, for the words of the report. */
export interface Blame {
  readonly node: TSESTree.Node;
  readonly kind: 'discard' | 'overwrite' | 'field' | 'hook' | 'drop' | 'callback' | 'helper' | 'settled';
  readonly helper?: { readonly name: string; readonly exit: LeakExit; readonly file: string };
  /** Who still referred to the resource just before. */
  readonly refs?: ReadonlyMap<Holder, Ref>;
}

export interface LeakExit {
  readonly kind:
    | 'throw'
    | 'return'
    | 'yield'
    | 'end'
    | 'break'
    | 'continue'
    | 'discard'
    | 'overwrite'
    | 'field'
    | 'hook'
    | 'drop'
    | 'sink'
    | 'exception'
    | 'helper'
    | 'settled';
  readonly node: TSESTree.Node;
  readonly blame?: Blame | undefined;
  /** Who still referred to the resource just before; by default, who did in the state that left. */
  readonly refs?: ReadonlyMap<Holder, Ref> | undefined;
}

/** How far the duty has come, and what stands in the way of ending it. */
export interface Duty {
  /**
   * `open`: it has to be released. `locked`: the body is read, or cancelled, and is followed for what fails from now on. `torn-down`: its
   * agent has been destroyed under it. `escaped`: unknown code has it and may not have read it yet. `released`: a
   * repair has released it, followed on only where the repair is checked. `apart`: one of a response and its clone, followed for
   * what fails on it, since reading either ends the duty of both. `reading`: the promise of its read leaves the function, which does
   * not wait for it.
   */
  readonly phase: 'open' | 'locked' | 'torn-down' | 'escaped' | 'released' | 'apart' | 'reading';
  /** Who holds the lock of the body: a reader, a pipe … or, while it runs, the loop over it. */
  readonly lock:
    | { readonly by: 'read' | 'reader' | 'tee' | 'pipe'; readonly node: TSESTree.Node }
    | { readonly by: 'loop'; readonly node: TSESTree.ForOfStatement | TSESTree.ForInStatement }
    | null;
  /**
   * What makes an open body flow: it comes to its end by itself unless it is stopped or, if it is piped into something, as long as that
   * stays.
   */
  readonly flow: { readonly until: 'stopped' | 'left'; readonly node: TSESTree.Node } | null;
  /** The close or destroy of its agent that ran, or will run, before it has been read. */
  readonly closing: TSESTree.Node | null;
  readonly status: StatusSet;
  /** Cloned or teed branches that are still unread; the duty ends when one is read or all are cancelled. */
  readonly branches: number;
  /** A reader, a clone or the like may have touched the body. */
  readonly used: boolean;
  /**
   * The node that has certainly read from the body, or cancelled it: a body that is no longer complete cannot be read,
   * locked or not.
   */
  readonly touched: TSESTree.Node | null;
}

/** Whether the body has not been read or cancelled yet. */
export const isUnread = ({ phase }: Duty): boolean => phase === 'open' || phase === 'apart';

export const OPEN: Duty = {
  phase: 'open',
  lock: null,
  flow: null,
  closing: null,
  status: ANY_STATUS,
  branches: 0,
  used: false,
  touched: null,
};

/** What has been done to a body in another file, as if the call at `at` had done it. */
export const toldAt = <D extends Pick<Duty, 'lock' | 'touched'> & Partial<Pick<Duty, 'flow'>>>(
  at: TSESTree.Node,
  duty: D,
): D => ({
  ...duty,
  ...(duty.flow ? { flow: { ...duty.flow, node: at } } : {}),
  lock: duty.lock && duty.lock.by !== 'loop' ? { ...duty.lock, node: at } : null,
  touched: duty.touched && at,
});

export interface State {
  readonly site: AcquireSite | null;
  readonly refs: ReadonlyMap<Holder, Ref>;
  readonly known: ReadonlyMap<Place, AbstractValue>;
  readonly duty: Duty;
  readonly completion: Completion | null;
  /** The path needs a call that throws without anyone having written so. */
  readonly implicit: boolean;
  /** The `try` whose handler the path has come to by such a call, although only `strict` follows those: see `supposed.ts`. */
  readonly supposed?: TSESTree.TryStatement | undefined;
  /**
   * The path was joined with others for want of room, and what it no longer knows may make it impossible: nothing is
   * reported for it alone.
   */
  readonly isBlurred: boolean;
  readonly blame: Blame | null;
  /** Loops over a collection that holds the resource, and have come to it. */
  readonly visited: ReadonlySet<TSESTree.Node>;
  /** Functions that are kept for later, and then end what a variable holds by that time. */
  readonly kept: ReadonlySet<TSESTree.Node>;
  readonly born: Origin<Edge> | null;
}

export const NO_RESOURCE: State = {
  site: null,
  refs: new Map(),
  known: new Map(),
  duty: OPEN,
  completion: null,
  implicit: false,
  isBlurred: false,
  blame: null,
  visited: new Set(),
  kept: new Set(),
  born: null,
};

/** A changed copy. */
export function update(state: State, change: Partial<State>): State {
  return { ...state, ...change };
}

/** A copy with the duty changed. */
export function updateDuty(state: State, change: Partial<Duty>): State {
  return { ...state, duty: { ...state.duty, ...change } };
}

/** `state` with one holder pointing elsewhere, or nowhere. */
export function setRef(state: State, holder: Holder, ref: Ref | null): State {
  if (ref === null && !state.refs.has(holder)) return state;
  const refs = new Map(state.refs);
  if (ref === null) refs.delete(holder);
  else refs.set(holder, ref);
  return { ...state, refs };
}

/** A path remembers no more values than this; the oldest goes, which can only make it forget. */
const MAX_KNOWN = 64;

/** `state` with what is known of one value; where that is nothing, it is forgotten. */
export function setKnown(state: State, place: Place, value: AbstractValue): State {
  if (value.isUnknown && !state.known.has(place)) return state;
  const known = new Map(state.known);
  if (value.isUnknown) known.delete(place);
  else known.set(place, value);
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value!);
  return { ...state, known };
}

/** Forgets every value that is made of something that has just changed. */
export function forget(state: State, isChanged: (part: Subject) => boolean): State {
  let next = state;
  for (const [place, value] of state.known)
    if ((!isTemporary(place) && includes(place, isChanged)) || (value.subject && includes(value.subject, isChanged)))
      next = setKnown(next, place, UNKNOWN);
  return next;
}

/** Whether anything that must not be lost still refers to the resource. */
export function isHeld(state: State): boolean {
  for (const ref of state.refs.values()) if (carries(ref)) return true;
  return carries(state.completion?.value);
}

/** Numbers holders for keys; one per run. */
export class Numbering {
  readonly #ids = new WeakMap<object, number>();
  readonly #refs = new WeakMap<State['refs'], string>();
  #next = 0;

  of(thing: object): number {
    let id = this.#ids.get(thing);
    if (id === undefined) this.#ids.set(thing, (id = this.#next++));
    return id;
  }

  /** The key of who refers to what, which most changes of a state leave as it is. */
  refs(refs: State['refs']): string {
    let key = this.#refs.get(refs);
    if (key === undefined)
      this.#refs.set(
        refs,
        (key = [...refs]
          .map(([holder, ref]) => `${this.of(holder)}=${refKey(ref)}`)
          .sort()
          .join(' ')),
      );
    return key;
  }
}

/** Equal for states that are joined. */
export function stateKey(state: State, number: Numbering): string {
  if (!state.site) return 'none';
  const refs = number.refs(state.refs);
  const among = (nodes: ReadonlySet<TSESTree.Node>): string =>
    nodes.size > 0 ? [...nodes].map((node) => number.of(node)).join() : '';
  const { id, copiedBy } = state.site;
  return [
    copiedBy ? `${id}c${number.of(copiedBy)}` : id,
    refs,
    state.completion ? completionKey(state.completion, number) : '',
    dutyKey(state.duty, number),
    `${state.implicit ? 'i' : ''}${state.isBlurred ? 'b' : ''}${state.supposed ? `s${number.of(state.supposed)}` : ''}`,
    among(state.visited),
    among(state.kept),
    state.blame ? number.of(state.blame.node) : '',
  ].join(';');
}

function completionKey({ kind, node, implicit, thrown, value }: Completion, number: Numbering): string {
  return `${kind}${number.of(node)}${implicit ? '?' : ''}${thrown ? '!' : ''}${refKey(value)}`;
}

/** Tells states with equal keys apart by what they know: the status, and of each value what `separating` says. */
export function variantKey(
  { duty, known }: State,
  separating: (place: Place, value: AbstractValue) => AbstractValue | null,
): string {
  const told: string[] = [];
  for (const [place, value] of known) {
    const kept = separating(place, value);
    if (kept) told.push(`${placeKey(place)}=${kept.key}`);
  }
  return `${duty.status.toString(36)} ${told.sort().join()}`;
}

/** Where a value stands in the source, which no order of blocks changes. */
const placeKey = (place: Place): string =>
  isTemporary(place) ? `${place.type}@${place.range.join()}` : subjectKey(place);

/** Equal for duties that differ at most in the status. */
export function dutyKey({ phase, lock, flow, closing, branches, used, touched }: Duty, number: Numbering): string {
  const held = lock ? `${lock.by}${number.of(lock.node)}` : '';
  const ending = closing ? `c${number.of(closing)}` : '';
  const flowing = flow ? `f${flow.until}${number.of(flow.node)}` : '';
  return `${phase}${held}${flowing}${ending} ${branches}${used ? 'u' : ''}${touched ? `t${number.of(touched)}` : ''}`;
}

/** What both paths know; `a` itself if `b` takes nothing away. */
export function joinStates(a: State, b: State): State {
  const status = a.duty.status | b.duty.status;
  let known: Map<Place, AbstractValue> | null = null;
  for (const [place, value] of a.known) {
    const joined = value.join(b.known.get(place) ?? UNKNOWN);
    if (joined === value) continue;
    known ??= new Map(a.known);
    if (joined.isUnknown) known.delete(place);
    else known.set(place, joined);
  }
  return status === a.duty.status && !known ? a : { ...a, duty: { ...a.duty, status }, known: known ?? a.known };
}

/** The holders of agents that can still end the resource, or wait for it, once it has left the function. */
export const agentsIn = ({ refs }: State): readonly (readonly [Holder, Ref])[] =>
  [...refs].filter(([, ref]) => ref.kind === 'handle' && outlivesHandOver(ref.handle) && !carries(ref));

/**
 * What is still followed of a resource that has left the function, or is kept where it cannot be followed: a close of its agent may come
 * before it is read.
 */
export function outOfSight(state: State): State | undefined {
  const agents = agentsIn(state);
  return agents.length > 0 && state.duty.phase === 'open'
    ? updateDuty(update(state, { refs: new Map(agents) }), { phase: 'escaped' })
    : undefined;
}
