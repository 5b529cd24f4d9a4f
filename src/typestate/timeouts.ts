/** Promises of an executor that a timer settles too: `new Promise((resolve, reject) => { setTimeout(() => reject(late), ms); … })`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { clearing, isBorrower, isDeferring } from '../protocols/platform.js';
import { functionNamed } from '../syntax/functions.js';
import { descendantsOf, isFunction, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { Context } from './context.js';
import { carries } from './refs.js';
import { update, type State } from './state.js';
import { goes, type Going } from './step.js';

/**
 * The path on which a timer has settled the promise before `resolve` gets the resource: it is dropped. Nothing where no timer does, or
 * where the request can be aborted.
 *
 * @param by the call of `resolve`, or what passes it on as a callback
 */
export function resolvedLate(
  { unit, oracle, isThorough }: Context,
  state: State,
  resolve: Variable,
  by: TSESTree.Node,
): readonly Going[] {
  if (isThorough || isAbortable(state) || state.site!.protocol.resource !== 'body') return [];
  if (!isSettledByTimeout(unit, oracle, resolve)) return [];
  return [goes(update(state, { refs: new Map(), blame: { node: by, kind: 'settled', refs: state.refs } }))];
}

/**
 * Whether a timer of the executor settles its promise, and does nothing else that could end the request or tell other code of it.
 * What is resolved after that is dropped.
 *
 * @param resolve the first parameter of the executor
 */
function isSettledByTimeout(unit: Unit, oracle: Oracle, resolve: Variable): boolean {
  const executor = resolve.scope.block;
  if (!isFunction(executor)) return false;
  const settling = new Set(executor.params.map((parameter) => unit.variable(parameter)));
  settling.delete(undefined);
  const isSettling = (node: TSESTree.Node): boolean => settling.has(unit.variable(node));
  return descendantsOf(executor.body, unit.visitorKeys).some((node) => {
    if (node.type !== 'CallExpression' || !isDeferring(oracle.calleeName(unit, node) ?? '')) return false;
    const [run] = node.arguments;
    if (!run || node.arguments.length < 2) return false;
    if (isSettling(run)) return true;
    const fn = isFunction(unwrap(run)) ? (unwrap(run) as FunctionNode) : functionNamed(unit, run);
    return fn !== null && onlySettles(unit, oracle, fn, isSettling);
  });
}

/** Whether something that the path knows of may end the request: a signal, a controller, the request itself. */
export const isAbortable = ({ site, refs }: State): boolean =>
  site?.isAbortable === true || [...refs.values()].some((ref) => ref.kind === 'handle' && !carries(ref));

/** Whether a function settles the promise on every run, and neither sets a variable nor calls anything that acts. */
function onlySettles(
  unit: Unit,
  oracle: Oracle,
  fn: FunctionNode,
  isSettling: (node: TSESTree.Node) => boolean,
): boolean {
  let settles = false;
  for (const node of [fn.body, ...descendantsOf(fn.body, unit.visitorKeys)]) {
    if (ACTS.has(node.type)) return false;
    if (node.type === 'CallExpression' && isSettling(node.callee)) settles = true;
    else if (node.type === 'CallExpression' && !isSilent(unit, oracle, node)) return false;
  }
  return settles;
}

/** `console.warn(…)`, `clearTimeout(timer)`: of no account for a request. */
function isSilent(unit: Unit, oracle: Oracle, call: TSESTree.CallExpression): boolean {
  const name = oracle.calleeName(unit, call) ?? '';
  return oracle.isLogging(unit, unwrap(call.callee)) || isBorrower(name) || clearing.has(name);
}

/** What leaves the function early, waits, sets something, or decides. */
const ACTS: ReadonlySet<string> = new Set([
  'AssignmentExpression',
  'AwaitExpression',
  'ConditionalExpression',
  'IfStatement',
  'LogicalExpression',
  'ReturnStatement',
  'SwitchStatement',
  'TryStatement',
  'UpdateExpression',
  'YieldExpression',
]);
