/** Releases that the code has already, so that none is written twice. */
import type { TSESTree } from '@typescript-eslint/utils';
import { protocols } from '../../protocols/index.js';
import { childrenOf, memberName, unwrap } from '../../syntax/nodes.js';
import { isJoin } from '../../syntax/promises.js';
import type { Unit } from '../../syntax/unit.js';
import type { PlannedRelease } from './release.js';

/** The methods that the tables release anything with. */
const METHODS: ReadonlySet<string> = new Set(
  protocols
    .flatMap(({ handles }) => Object.values(handles))
    .flatMap(({ release }) => (release ? [release.cancel, release.drain] : []))
    .flatMap(({ call }) => call.at(-1)?.name ?? []),
);

/**
 * Whether a statement is a release of anything, or of several things: `await res.body?.cancel().catch(() => {});`,
 * `await discardBody(res);`, `await Promise.all([a.body?.cancel(), b.body?.cancel()]);`.
 *
 * @param helpers the names of the functions that release what they are given
 */
export function isRelease(statement: TSESTree.Node, helpers: ReadonlySet<string>): boolean {
  return statement.type === 'ExpressionStatement' && isReleasing(statement.expression, helpers);
}

function isReleasing(expression: TSESTree.Node, helpers: ReadonlySet<string>): boolean {
  const call = written(expression)?.call;
  if (!call) return false;
  if (call.callee.type === 'Identifier') return helpers.has(call.callee.name);
  if (isJoin(call)) return areReleasing(call, helpers);
  const path = call.arguments.length === 0 ? pathOf(call.callee) : null;
  return path !== null && path.length > 1 && METHODS.has(path.at(-1)!);
}

/** Whether everything that is waited for together is a release. */
export function areReleasing({ arguments: [list] }: TSESTree.CallExpression, helpers: ReadonlySet<string>): boolean {
  return (
    list?.type === 'ArrayExpression' &&
    list.elements.length > 0 &&
    list.elements.every((one) => one !== null && isReleasing(one, helpers))
  );
}

/** Whether the last thing that runs in a statement is this release, under a condition or not. */
export function endsInRelease(statement: TSESTree.Node, release: PlannedRelease): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return isSame(statement.expression, release);
    case 'BlockStatement':
      return statement.body.length > 0 && endsInRelease(statement.body.at(-1)!, release);
    case 'IfStatement':
      return endsInRelease(statement.alternate ?? statement.consequent, release);
    case 'TryStatement':
      return endsInRelease(statement.finalizer ?? statement.handler?.body ?? statement.block, release);
    default:
      return false;
  }
}

/** Whether this release stands anywhere in a node. */
export function hasRelease(unit: Unit, node: TSESTree.Node, release: PlannedRelease): boolean {
  return (
    ((node.type === 'AwaitExpression' || node.type === 'CallExpression') && isSame(node, release)) ||
    childrenOf(node, unit.visitorKeys).some((child) => hasRelease(unit, child, release))
  );
}

function isSame(expression: TSESTree.Node, release: PlannedRelease): boolean {
  const { receiver, call, helper, awaited, swallowed, pending } = release;
  const found = written(expression);
  const isHelped = helper !== null && !pending;
  if (isHelped && !(found?.call.callee.type === 'Identifier' && found.call.callee.name === helper)) return false;
  const path = found && pathOf(isHelped ? found.call.arguments[0] : found.call.callee);
  const isHandled = found?.swallowed === swallowed || (found?.awaited === true && !awaited);
  if (!path || !isHandled || (awaited && !found.awaited)) return false;
  const { root, steps } = pending
    ? { ...pending.promise, steps: [...pending.promise.steps, { name: 'then' }] }
    : { ...receiver, steps: [...receiver.steps, ...call] };
  if ([root, ...steps.map(({ name }) => name)].join() !== path.join()) return false;
  const [callback, ...others] = found.call.arguments;
  if (!pending) return isHelped ? others.length === 0 : callback === undefined;
  const single = { ...release, swallowed: false, pending: null };
  return callback?.type === 'ArrowFunctionExpression' && others.length === 0 && isSame(callback.body, single);
}

/** A call, whether it is awaited, and whether its rejection is dropped. */
interface Written {
  readonly call: TSESTree.CallExpression;
  readonly awaited: boolean;
  readonly swallowed: boolean;
}

function written(expression: TSESTree.Node): Written | null {
  const value = unwrap(expression);
  if (value.type === 'AwaitExpression') {
    const inner = written(value.argument);
    return inner && { ...inner, awaited: true };
  }
  if (value.type !== 'CallExpression') return null;
  const { callee } = value;
  const caught = callee.type === 'MemberExpression' && memberName(callee) === 'catch' ? written(callee.object) : null;
  return caught ? { ...caught, swallowed: true } : { call: value, awaited: false, swallowed: false };
}

/** `['res', 'body', 'cancel']` for `res.body?.cancel`; null for what is no such path. */
function pathOf(node: TSESTree.Node | undefined): string[] | null {
  if (!node) return null;
  const value = unwrap(node);
  if (value.type === 'Identifier') return [value.name];
  const name = value.type === 'MemberExpression' ? memberName(value) : null;
  const before = value.type === 'MemberExpression' && name !== null ? pathOf(value.object) : null;
  return before && [...before, name!];
}
