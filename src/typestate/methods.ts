/** Calls of a method of something that refers to the resource, by the tables. */
import type { TSESTree } from '@typescript-eslint/utils';
import { cancellationSources } from '../protocols/cancellation-sources.js';
import type { Method } from '../protocols/index.js';
import { listening } from '../protocols/platform.js';
import { memberName, propertyOf, stringValue, unwrap } from '../syntax/nodes.js';
import { isAwaited, isCaught } from '../syntax/promises.js';
import type { After, Call, CallHost } from './context.js';
import { carries, closuresIn, refOfShape, rejected, type Ref } from './refs.js';
import { setKnown, setRef, updateDuty, type State } from './state.js';
import { promised, SOMETHING } from './values.js';

/** The states after `of.name(…)`; null where that fulfils the duty or hands it on. */
export function methodCall(host: CallHost, call: Call, state: State, of: Ref, name: string): After {
  const { protocol } = state.site!;
  const table = of.kind === 'handle' ? (protocol.handles[of.handle] ?? cancellationSources[of.handle]) : undefined;
  if (table && listening.has(name) && (table.events || !carries(of) || protocol.resource === 'agent'))
    return listen(host, call, state, of, table.events ?? {});
  const methods = of.kind === 'promise' ? protocol.promiseMethods : table?.methods;
  const method = methods && Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (of.kind === 'handle' && !carries(of)) return applyCancellation(host, call, state, of, name, method);
  // Whoever asks an agent for something is called back: `session.ping(() => session.close())`.
  if (
    protocol.resource === 'agent' &&
    call.arguments.some((argument) => closuresIn(state.refs.get(argument)).some((fn) => host.closureEnds(state, fn)))
  )
    return [];
  if (!method) return protocol.resource === 'agent' && of.kind === 'handle' ? [state] : null;
  return applyMethod(host, call, state, of, method);
}

function applyMethod(host: CallHost, call: Call, state: State, of: Ref, method: Method): After {
  switch (method.effect) {
    case 'consume':
      return settleByReading(host, call, state, method);
    case 'transfer':
      return null;
    case 'cancel':
      return cancel(host, call, state, of);
    case 'borrow':
      break;
  }
  if (method.feeds && isSharedArgument(host, call)) return null;
  if (method.unlocks && state.duty.lock?.by === 'reader')
    return state.duty.phase === 'locked' ? [] : [updateDuty(state, { lock: null })];
  if (method.exceptWithOption && isTruthyOption(call.arguments[0], method.exceptWithOption))
    return [updateDuty(state, { used: true })];
  let next = method.locks && !state.duty.lock ? updateDuty(state, { lock: { by: method.locks, node: call } }) : state;
  if (method.splits) next = updateDuty(next, { branches: state.duty.branches + 1 });
  if (method.returns === undefined) return [next];
  if (method.returns === 'self') return [setRef(next, call, of)];
  return [setRef(updateDuty(next, { used: true }), call, refOfShape(method.returns))];
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

/** A body that has been read stays locked; it is followed on only where the function cancels bodies at all. */
function settleByReading(host: CallHost, call: Call, state: State, method: Method): After {
  // A half that is read leaves its source locked for good.
  if (state.duty.lock?.by === 'tee' && host.context.cancels) {
    if (state.duty.phase === 'open') host.onSettled(state, false);
    return [updateDuty(state, { phase: 'locked' })];
  }
  // A clone that is read leaves the lock of the other branch alone.
  if (
    state.duty.phase !== 'open' ||
    state.duty.branches > 0 ||
    (method.locks !== 'read' && (method.locks !== 'pipe' || isAwaited(call))) ||
    !state.site!.protocol.handles['derived'] ||
    !host.context.cancels
  )
    return [];
  // What a read gives is there, and almost never falsy.
  host.onSettled(state, false);
  const settled = setKnown(
    updateDuty(state, { phase: 'locked', lock: { by: method.locks, node: call } }),
    call,
    promised(SOMETHING),
  );
  if (!method.parses) return [settled];
  const failed: State = {
    ...settled,
    completion: { kind: 'throw', node: call, value: null, implicit: true, thrown: true },
  };
  return [settled, failed];
}

function cancel(host: CallHost, call: Call, state: State, of: Ref): After {
  const { lock, branches, phase } = state.duty;
  if (of.kind === 'handle' && of.handle === 'body' && lock && state.site!.protocol.handles['derived']) {
    if (!isCaught(call)) host.onFault({ kind: 'locked-cancel', node: call, site: state.site!, cause: lock.node });
    // What somebody holds and has not read stays open all the same.
    return phase === 'open' ? [setRef(state, call, rejected(null))] : [];
  }
  // The reader still holds the lock of a body it has cancelled.
  if (
    of.kind === 'handle' &&
    of.handle === 'reader' &&
    lock?.by === 'reader' &&
    phase === 'open' &&
    host.context.cancels
  )
    return [updateDuty(state, { phase: 'locked' })];
  return branches > 0 && phase === 'open' ? [updateDuty(state, { branches: branches - 1 })] : [];
}

/** Aborting a signal ends the duty; closing an agent waits for it, destroying one cuts it off. */
function applyCancellation(
  host: CallHost,
  call: Call,
  state: State,
  of: Ref & { kind: 'handle' },
  name: string,
  method: Method | undefined,
): After {
  if (of.handle === 'agent') {
    if (state.duty.phase === 'escaped' && (name === 'destroy' || (name === 'close' && isAwaited(call)))) {
      host.onFault({ kind: 'premature-close', node: call, site: state.site!, cause: state.site!.node });
      return [];
    }
    if (name === 'destroy')
      return state.duty.phase === 'open' ? [updateDuty(state, { phase: 'torn-down', closing: call })] : [];
    return [name === 'close' && isAwaited(call) ? updateDuty(state, { closing: call }) : state];
  }
  return method?.effect === 'cancel' ? [] : [setRef(state, call, of)];
}

/** What a listener is given of an event besides the resource: not nothing. */
const TOLD = [null, null, null];

function listen(host: CallHost, call: Call, state: State, of: Ref, events: Readonly<Record<string, string>>): After {
  const event = stringValue(call.arguments[0]);
  if (event === null || (events[event] ?? 'borrow') !== 'borrow') return [];
  if (hearsErrors(call)) return [setRef(state, call, of)];
  const listener = call.arguments[1] && state.refs.get(call.arguments[1]);
  // The one event without which there is nothing to read: its listener runs like a callback.
  if (event === state.site!.protocol.headEvent && closuresIn(listener).length > 0)
    return host.callback(call, state, call.arguments[1]!, TOLD)?.map((after) => setRef(after.state, call, of)) ?? null;
  return closuresIn(listener).some((fn) => host.closureEnds(state, fn)) ? [] : [setRef(state, call, of)];
}

/** `emitter.on('error', …)`: what is ended when something fails is still open when nothing does. */
export function hearsErrors({ callee, arguments: [event] }: Call): boolean {
  return (
    callee.type === 'MemberExpression' && listening.has(memberName(callee) ?? '') && stringValue(event) === 'error'
  );
}

/** Whether the option that turns a method into a mere look is given. */
export function isTruthyOption(options: TSESTree.Node | undefined, name: string): boolean {
  const value = propertyOf(options, name);
  if (!value) return false;
  const literal = unwrap(value);
  // `preventCancel: true` and `destroyOnReturn: false` both keep the stream open.
  return literal.type === 'Literal' && literal.value === (name !== 'destroyOnReturn');
}
