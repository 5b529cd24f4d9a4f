/** Repairs of faults: a cancel of a locked body, a close that waits for a body which cannot be read yet. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../../findings/finding.js';
import { agentRelease, methodsNamed, quiescingMethods } from '../../protocols/capabilities.js';
import { descendantsOf, enclosingFunction, isFunction, memberName, unwrap } from '../../syntax/nodes.js';
import { returnedPromise } from '../../syntax/promises.js';
import { isConstant } from '../../syntax/variables.js';
import { isUnlocked } from '../release/preconditions.js';
import { SWALLOW } from '../text/print.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';
import { callsInSight, isCalledInSight } from '../safety/sharing.js';

const RELEASED = 'On another path the reader has released its lock: check that the body has ended there.';
const HELPER = 'The function that closes the agent no longer waits for it: check that no other caller relies on that.';
const SENDING =
  'The request may still be sending its body, and the cancel stops that: check that the server does not need the rest.';
const HANDLED = 'The `catch` now gets the error of a read that fails: check that it is meant for this error.';
const CUT =
  'The agent now waits for the body instead of interrupting it: check that the connection does not have to end at once.';

/**
 * A cancel of a body that has been read has nothing to do: its rejection is dropped. A body that a reader holds is
 * cancelled by the reader.
 */
export function planLockedCancel(site: FixContext, { cause }: Finding): Part {
  const call = callIn(site, callOf(site), (name) =>
    methodsNamed(site.protocol, name).some(({ rejectsWhileLocked }) => rejectsWhileLocked),
  );
  if (!call) return refuse('the call that cancels was not found');
  const locker = cause && site.node(cause.range, ({ type }) => type === 'CallExpression');
  const reader = locker?.type === 'CallExpression' ? readerOf(site, call, locker) : null;
  if (locker?.type === 'CallExpression' && reader !== null) return byReader(site, call, locker, reader);
  const [, end] = call.range;
  return { edits: [{ range: [end, end], text: SWALLOW }], check: null };
}

/** The handle of the reader that a call gives, where that has the method that another call is of; null for others. */
function readerOf(
  { protocol }: FixContext,
  { callee }: TSESTree.CallExpression,
  { callee: locker }: TSESTree.CallExpression,
): string | null {
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const by = locker.type === 'MemberExpression' ? memberName(locker) : null;
  if (name === null || by === null) return null;
  const given = methodsNamed(protocol, by).flatMap(({ returns }) =>
    typeof returns === 'object' && 'handle' in returns ? [returns.handle] : [],
  );
  return given.find((handle) => Object.hasOwn(protocol.handles[handle]?.methods ?? {}, name)) ?? null;
}

/** The call itself where it is of such a method, or the only such call in a helper of this file that it calls. */
function callIn(
  site: FixContext,
  call: TSESTree.CallExpression | null,
  isMeant: (name: string) => boolean,
): TSESTree.CallExpression | null {
  const isOne = ({ callee }: TSESTree.CallExpression): boolean =>
    callee.type === 'MemberExpression' && isMeant(memberName(callee) ?? '');
  if (!call || isOne(call)) return call;
  const helper = site.oracle.localDefinition(site.unit, call.callee);
  if (helper?.kind !== 'function') return null;
  const found = descendantsOf(helper.node.body, site.unit.visitorKeys).filter(
    (node): node is TSESTree.CallExpression => node.type === 'CallExpression' && isOne(node),
  );
  return found.length === 1 ? found[0]! : null;
}

function byReader(
  site: FixContext,
  call: TSESTree.CallExpression,
  locker: TSESTree.CallExpression,
  handle: string,
): Part {
  const { parent } = locker;
  if (
    parent.type !== 'VariableDeclarator' ||
    parent.id.type !== 'Identifier' ||
    call.callee.type !== 'MemberExpression'
  )
    return refuse('the reader that holds the lock is not kept in a variable');
  const held = site.held({ expression: parent.id.name, handle, promise: false }, call);
  if (!held || held.variable !== site.unit.variable(parent.id))
    return refuse('the variable of the reader that holds the lock is out of scope');
  const isReleased = isUnlocked(site, { kind: 'before', node: call });
  const [, end] = call.range;
  const edits = [
    { range: [call.callee.object.range[0], call.callee.property.range[0]] as const, text: `${parent.id.name}.` },
  ];
  return isReleased
    ? { edits: [...edits, { range: [end, end], text: SWALLOW }], check: RELEASED }
    : { edits, check: site.isSending && site.protocol.endsUpload ? SENDING : null };
}

/** A close that is not awaited lets the reader finish; the agent ends with the body. */
export function planPrematureClose(site: FixContext): Part {
  const call = callIn(site, callOf(site), (name) => quiescingMethods.has(name));
  if (call?.callee.type !== 'MemberExpression' || call.arguments.length > 0)
    return refuse('the agent is closed by its declaration');
  const isAbrupt = quiescingMethods.get(memberName(call.callee)!)?.cutsOff === true && !isCutForNobody(site, call);
  const check = call !== callOf(site) && !isCalledOnce(site, call) ? HELPER : isAbrupt ? CUT : null;
  const form = agentRelease(site.protocol);
  if (!form || form.cutsReaders) return refuse('an agent of this kind cannot wait for a body');
  const method = form.call.map(({ name }) => name).join('.');
  const text = `${site.text(call.callee.object)}.${method}()${form.promise ? SWALLOW : ''}`;
  const outer = call.parent.type === 'AwaitExpression' ? call.parent : call;
  if (outer.parent?.type === 'ExpressionStatement') return { edits: [{ range: outer.range, text }], check };
  if (outer.parent?.type === 'ArrowFunctionExpression' && outer.parent.body === outer)
    return { edits: [{ range: outer.range, text: `{ ${text}${site.layout.semicolon} }` }], check };
  return refuse('the code waits for the close');
}

/** Whether the function that closes the agent has no other caller. */
function isCalledOnce({ unit }: FixContext, call: TSESTree.CallExpression): boolean {
  const fn = enclosingFunction(call);
  return fn !== null && callsInSight(unit, fn)?.length === 1;
}

/** `return await body.text();`: `finally` runs once the body has been read. */
export function planAwaitedRead(site: FixContext): Part {
  const read = site.node(site.finding.cause!.range, ({ type }) => type === 'CallExpression');
  const promise = read && returnedPromise(read);
  if (!promise || enclosingFunction(promise)?.async !== true)
    return refuse('the function is not async, so it cannot wait');
  const [start] = promise.range;
  return { edits: [{ range: [start, start], text: 'await ' }], check: isHandled(promise) ? HANDLED : null };
}

/** Whether a `catch` of the function would get what fails at a place. */
function isHandled(place: TSESTree.Node): boolean {
  for (let at = place; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.handler && at.parent.block === at) return true;
  return false;
}

/**
 * Whether the close interrupts only a response whose readers are known: the agent makes one request, in a function that is only
 * called in this file. With more requests, the other responses would stay open.
 */
function isCutForNobody(site: FixContext, call: TSESTree.CallExpression): boolean {
  const agent = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null;
  const variable = agent?.type === 'Identifier' ? site.unit.variable(agent) : undefined;
  const fn = variable?.identifiers[0] ? enclosingFunction(variable.identifiers[0]) : null;
  if (!fn || !variable || !isConstant(variable) || !isCalledInSight(site.unit, fn)) return false;
  const uses = site.uses.of(variable).filter(({ node, inner }) => node !== call && inner !== 'end');
  return uses.length === 1 && uses.every(({ node, inner }) => inner !== 'give' && enclosingFunction(node) === fn);
}

function callOf(site: FixContext): TSESTree.CallExpression | null {
  const node = site.node(site.finding.range, () => true);
  const call = node && unwrap(node);
  return call?.type === 'CallExpression' && !isFunction(call) ? call : null;
}
