/** Calls of a method of something that refers to the resource, by the tables. */
import type { TSESTree } from '@typescript-eslint/utils';
import { handleOf, isExclusive, needsOfStream } from '../protocols/capabilities.js';
import { cancellationSources } from '../protocols/cancellation-sources.js';
import type { Effect, Method } from '../protocols/index.js';
import { listening } from '../protocols/platform.js';
import { isFunction, memberName, propertyOf, stringValue, unwrap } from '../syntax/nodes.js';
import { isAwaited, isAwaitedInPlace, isCaught, returnedPromise } from '../syntax/promises.js';
import type { Call, CallHost, OnFault } from './context.js';
import { carries, closuresIn, refOfShape, rejected, type Ref } from './refs.js';
import { piped } from './pipes.js';
import { agentsIn, isUnread, setKnown, setRef, update, updateDuty, type AcquireSite, type State } from './state.js';
import { FINAL_STATUS, NO_STATUS, statusesOf } from './statuses.js';
import { escaped, fulfilled, goes, onward, type Ending, type Step } from './step.js';
import { promised, SOMETHING } from './values.js';

/** What becomes of a path that calls `of.name(…)`. */
export function methodCall(host: CallHost, call: Call, state: State, of: Ref, name: string): readonly Step[] {
  const { protocol } = state.site!;
  const table = of.kind === 'handle' ? (handleOf(protocol, of.handle) ?? cancellationSources[of.handle]) : undefined;
  if (table && listening.has(name) && (table.events || !carries(of) || protocol.resource === 'agent'))
    return listen(host, call, state, of, table.events ?? {});
  const methods = of.kind === 'promise' ? protocol.promiseMethods : table?.methods;
  const method = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (of.kind === 'handle' && !carries(of)) return [applyCancellation(host, call, state, of, method)];
  // A method of an agent may call a callback: `session.ping(() => session.close())`.
  if (protocol.resource === 'agent') {
    const ending = closureEnding(host, state, ...call.arguments.map((argument) => state.refs.get(argument)));
    if (ending) return [ending];
  }
  if (!method) return [protocol.resource === 'agent' && of.kind === 'handle' ? goes(state) : escaped('member')];
  return applyMethod(host, call, state, of, method);
}

/** How functions among the values end the duty, or let it escape; null where none does. */
export function closureEnding(host: CallHost, state: State, ...values: (Ref | null | undefined)[]): Ending | null {
  for (const fn of values.flatMap(closuresIn)) {
    const ending = host.closureEnding(state, fn);
    if (ending) return ending;
  }
  return null;
}

function applyMethod(host: CallHost, call: Call, state: State, of: Ref, method: Method): readonly Step[] {
  // What fails does nothing; what has been read is read.
  const isOwn =
    of.kind !== 'handle' || state.duty.lock?.by === 'read' || !state.site!.protocol.handles[of.handle]?.mayBeBranch;
  if (isOwn && isReused(host.onFault, call, state, method.needs) && state.duty.phase === 'locked')
    return [fulfilled('consumed')];
  switch (method.effect) {
    case 'consume':
      return (
        (method.pipes && piped(host, call, state)) || [
          ...read(host, call, state, method),
          ...leavingRead(call, state, method),
        ]
      );
    case 'transfer':
      return [escaped('member')];
    case 'cancel':
      return [cancel(host, call, state, method)];
    case 'borrow':
      return borrow(host, call, state, of, method);
  }
}

/** Whether the body that is read, split or handed on at `node` is no longer what that needs, which is told of. */
export function isReused(onFault: OnFault, node: TSESTree.Node, state: State, needs: Method['needs']): boolean {
  const { duty } = state;
  // What is only piped somewhere still gives its data to others.
  const isTouchFatal = needs === 'untouched' || (needs === 'unread' && !isUnread(duty));
  const cause = needs && (duty.lock?.node ?? (isTouchFatal ? duty.touched : null));
  if (!cause) return false;
  // An answer without a body can be read any number of times.
  if (mayHaveBody(state))
    onFault({ kind: 'body-reuse', node, site: state.site!, cause, ...(needs === 'unread' && { mayGetNothing: true }) });
  return true;
}

const mayHaveBody = ({ site, duty }: State): boolean =>
  (duty.status & FINAL_STATUS & ~statusesOf(site!.protocol.emptyStatuses)) !== NO_STATUS;

/** The state of a path on which the body has been read, or cancelled, by `node`, and its lock has been released. */
export const spentBy = (state: State, node: TSESTree.Node): State =>
  updateDuty(state, { phase: 'locked', lock: null, touched: node });

/** The state after a loop over the body, which has read it or, where it was left early, cancelled it. */
export function leaveLoop(state: State): State {
  const { lock } = state.duty;
  if (lock?.by !== 'loop') return state;
  return spentBy(setRef(state, lock.node.right, null), lock.node);
}

/** Whether the body is no longer whole once the call has been made, or the path goes on after it. */
const isTouching = (method: Method, call: Call): boolean =>
  method.touches === 'at once' || (method.touches === 'in the end' && isAwaited(call));

function borrow(host: CallHost, call: Call, state: State, of: Ref, method: Method): readonly Step[] {
  if (method.feeds && isSharedArgument(host, call)) return [escaped('member')];
  if (method.stops) return [goes(setRef(updateDuty(state, { flow: null }), call, of))];
  if (method.unlocks && state.duty.lock?.by === 'reader') return [goes(updateDuty(state, { lock: null }))];
  if (method.exceptWithOption && isGiven(call.arguments[0], method.exceptWithOption))
    return [goes(updateDuty(state, { used: true }))];
  let next = method.locks && !state.duty.lock ? updateDuty(state, { lock: { by: method.locks, node: call } }) : state;
  if (isTouching(method, call) && !next.duty.touched) next = updateDuty(next, { touched: call });
  if (method.splits) next = updateDuty(next, { branches: state.duty.branches + 1 });
  if (method.returns === undefined) return [goes(next)];
  if (method.returns === 'self') return [goes(setRef(next, call, of))];
  const made = refOfShape(method.returns);
  const apart = method.splits && made.kind === 'handle' ? eachApart(host, call, state, made).map(goes) : [];
  return apart.length > 0 && state.duty.phase === 'apart'
    ? apart
    : [goes(setRef(updateDuty(next, { used: true }), call, made)), ...apart];
}

/**
 * The states in which the response, the clone that the call makes of it, and a stream of the body that was taken
 * before are followed by themselves: the
 * clone has a body of its own, and the response gets another, so that the stream stays locked.
 */
function eachApart({ context }: CallHost, call: Call, state: State, clone: Ref): readonly State[] {
  if (context.isThorough || !isUnread(state.duty) || state.duty.branches > 0) return [];
  const site: AcquireSite = { ...state.site!, copiedBy: call };
  const streams = [...state.refs].filter(([, ref]) => ref.kind === 'handle' && isExclusive(site.protocol, ref.handle));
  const original = updateDuty(state, { phase: 'apart', used: false });
  const left = updateDuty(state, { phase: 'locked', lock: { by: 'tee', node: call } });
  return [
    streams.reduce((one, [holder]) => setRef(one, holder, null), original),
    update(original, { site, refs: new Map([[call, clone]]) }),
    ...(streams.length > 0 ? [update(left, { site, refs: new Map(streams) })] : []),
  ];
}

/** `body.pipeThrough(tap)`, where `tap` is mentioned elsewhere: its other end may be read there. */
function isSharedArgument({ context: { unit } }: CallHost, call: Call): boolean {
  const [argument] = call.arguments;
  const value = argument && unwrap(argument);
  if (value?.type === 'MemberExpression') return true;
  const variable = value?.type === 'Identifier' ? unit.variable(value) : undefined;
  return (
    value?.type === 'Identifier' &&
    (!variable || variable.references.some(({ identifier, init }) => init !== true && identifier !== value))
  );
}

/** A body that has been read stays so, and is followed on as long as something mentions it. */
function read(host: CallHost, call: Call, state: State, method: Method): readonly Step[] {
  if (state.duty.lock?.by === 'tee') return [readHalf(state)];
  // A clone that is read leaves the lock of the other branch alone.
  if (!isUnread(state.duty) || state.duty.branches > 0) return [fulfilled('consumed')];
  if (method.locks !== 'read' && (method.locks !== 'pipe' || isAwaited(call)))
    return [fulfilled('consumed', isTouching(method, call) ? spentBy(state, call) : undefined)];
  // What a read gives is there, and almost never falsy.
  const locked = setKnown(
    updateDuty(state, { phase: 'locked', lock: { by: method.locks, node: call } }),
    call,
    promised(SOMETHING),
  );
  // A promise that is handed on unawaited fails where it is awaited.
  if (!method.parses || !isAwaitedInPlace(call)) return [fulfilled('consumed', locked)];
  return [fulfilled('consumed', locked), fulfilled('consumed', failing(locked, call))];
}

/** The state of a path on which a call fails that no code of the program makes fail: it parses what is malformed. */
export const failing = (state: State, call: Call): State =>
  update(state, { completion: { kind: 'throw', node: call, value: null, implicit: true, thrown: true } });

/** A read whose promise is returned is under way while `finally` runs, which may destroy the agent. */
function leavingRead(call: Call, state: State, method: Method): readonly Step[] {
  const isLeaving = method.locks === 'read' && isUnread(state.duty) && mayHaveBody(state) && isCleanedUpUnder(call);
  const agents = isLeaving ? agentsIn(state) : [];
  return agents.length === 0
    ? []
    : [
        fulfilled(
          'consumed',
          updateDuty(update(state, { refs: new Map(agents) }), { phase: 'reading', touched: call }),
        ),
      ];
}

/** Whether the function returns the promise of a call, and has a `finally` to run before that is settled. */
function isCleanedUpUnder(call: Call): boolean {
  let at: TSESTree.Node | undefined = returnedPromise(call) ?? undefined;
  for (; at && !isFunction(at); at = at.parent)
    if (at.parent?.type === 'TryStatement' && at.parent.finalizer && at.parent.finalizer !== at) return true;
  return false;
}

/** A half that is read leaves its source locked for good. */
export function readHalf(state: State): Step {
  const locked = updateDuty(state, { phase: 'locked' });
  return state.duty.phase === 'open' ? fulfilled('consumed', locked) : goes(locked);
}

/** What becomes of a path that waits for a function which reads the stream to its end. */
export function readWhole(
  { onFault }: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'handle' },
): readonly Step[] {
  const { duty, site } = state;
  if (isReused(onFault, call, state, needsOfStream(site!.protocol, of.handle)) && duty.phase === 'locked')
    return [fulfilled('consumed')];
  if (duty.lock?.by === 'tee') return [readHalf(state)];
  return [fulfilled('consumed', isUnread(duty) && duty.branches === 0 ? spentBy(state, call) : undefined)];
}

function cancel(host: CallHost, call: Call, state: State, method: Method): Step {
  const { lock, branches, phase } = state.duty;
  if (method.rejectsWhileLocked && lock) {
    if (!isCaught(call)) host.onFault({ kind: 'locked-cancel', node: call, site: state.site!, cause: lock.node });
    // A body that is locked but unread stays open.
    if (phase === 'open') return goes(setRef(state, call, rejected(null)));
    if (!isCaught(call)) return fulfilled('cancelled');
  }
  // The reader still holds the lock of a body it has cancelled.
  if (method.keepsLock && lock?.by === 'reader' && phase === 'open')
    return fulfilled('cancelled', updateDuty(state, { phase: 'locked' }));
  if (branches > 0 && phase === 'open') return goes(updateDuty(state, { branches: branches - 1 }));
  if (state.site!.protocol.resource === 'agent') return fulfilled('closed');
  // Where a repair is checked, what it has written releases the body, and does no more.
  if (host.context.isWritten?.(call)) return fulfilled('cancelled');
  if (phase === 'locked') return fulfilled('cancelled', state);
  return fulfilled('cancelled', isUnread(state.duty) && isTouching(method, call) ? spentBy(state, call) : undefined);
}

/** Aborting a signal ends the duty; closing an agent waits for it, destroying one cuts it off. */
function applyCancellation(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'handle' },
  method: Method | undefined,
): Step {
  const isClosed = method?.waits === true && isAwaited(call);
  if (state.duty.phase === 'reading' && method?.cutsOff) {
    host.onFault({ kind: 'cut-read', node: call, site: state.site!, cause: state.duty.touched! });
    return fulfilled('cancelled');
  }
  if (state.duty.phase === 'escaped' && (method?.cutsOff || isClosed)) {
    host.onFault({ kind: 'premature-close', node: call, site: state.site!, cause: state.site!.node });
    return fulfilled('cancelled');
  }
  if (method?.effect === 'cancel')
    return fulfilled(
      'cancelled',
      method.cutsOff && state.duty.phase === 'open'
        ? updateDuty(state, { phase: 'torn-down', closing: call })
        : undefined,
    );
  if (isClosed) return goes(updateDuty(state, { closing: call }));
  return goes(cancellationSources[of.handle]!.unknownMethods === 'self' ? setRef(state, call, of) : state);
}

/** What a listener is given of an event besides the resource: not nothing. */
const TOLD = [null, null, null];

function listen(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref,
  events: Readonly<Record<string, Effect>>,
): readonly Step[] {
  const [named, listener] = call.arguments;
  const event = stringValue(named);
  const effect = event === null ? 'consume' : (events[event] ?? 'borrow');
  if (effect === 'consume' && of.kind === 'handle' && event !== null)
    isReused(host.onFault, call, state, needsOfStream(state.site!.protocol, of.handle));
  if (effect !== 'borrow') return [effect === 'transfer' ? escaped('member') : fulfilled(FULFILMENTS[effect])];
  if (hearsErrors(call)) return [goes(setRef(state, call, of))];
  const ref = listener && state.refs.get(listener);
  // The one event without which there is nothing to read: its listener runs like a callback.
  if (event === state.site!.protocol.headEvent && closuresIn(ref).length > 0)
    return onward(host.callback(call, state, listener!, TOLD) ?? [escaped('callback')], (after) =>
      goes(setRef(after.state, call, of)),
    );
  return [closureEnding(host, state, ref) ?? goes(setRef(state, call, of))];
}

const FULFILMENTS = { consume: 'consumed', cancel: 'cancelled' } as const;

/** `emitter.on('error', …)`: what is ended when something fails is still open when nothing does. */
export function hearsErrors({ callee, arguments: [event] }: Call): boolean {
  return (
    callee.type === 'MemberExpression' && listening.has(memberName(callee) ?? '') && stringValue(event) === 'error'
  );
}

/** Whether the option that turns a method into a mere look is given. */
function isGiven(
  options: TSESTree.Node | undefined,
  { option, equals }: NonNullable<Method['exceptWithOption']>,
): boolean {
  const value = propertyOf(options, option);
  const literal = value && unwrap(value);
  return literal?.type === 'Literal' && literal.value === equals;
}
