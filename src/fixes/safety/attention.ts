/**
 * What code would miss, or find changed, if it went on only after a wait: events that it begins to listen for,
 * promises that it is yet to attend to, and
 * what functions do that run once the code at hand is done.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { attending, awaitsEvents, isDeferring, isLookingMethod } from '../../protocols/platform.js';
import { isDeclared } from '../../syntax/bindings.js';
import {
  descendantsOf,
  enclosingFunction,
  isFunction,
  isTransparent,
  isWithin,
  memberName,
  outermost,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import { combinatorOf, executorOf } from '../../syntax/promises.js';
import type { Unit, Variable } from '../../syntax/unit.js';
import { isRelease } from '../release/existing.js';
import type { FixContext } from '../fix-context.js';
import { isRunInPlace } from '../bodies/list-elements.js';

/** How deep calls are looked into. */
const MAX_DEPTH = 3;

/** Whether code begins to listen for something that may be told at any time, itself or in functions that it calls. */
export const listens = (site: FixContext, nodes: readonly TSESTree.Node[]): boolean =>
  reaches(site, site.unit, nodes, isListening);

/** Whether code has functions run once it is done: by a timer, after a promise, or after what an asynchronous function waits for. */
export const defers = (site: FixContext, nodes: readonly TSESTree.Node[]): boolean =>
  reaches(site, site.unit, nodes, isDeferral);

type Question = (site: FixContext, unit: Unit, node: TSESTree.Node) => boolean;

/** Whether the answer is yes for one of the nodes, or for something in a function that they call. */
function reaches(
  site: FixContext,
  unit: Unit,
  nodes: readonly TSESTree.Node[],
  question: Question,
  seen: ReadonlySet<FunctionNode> = new Set(),
): boolean {
  return nodes.some((node) => {
    if (question(site, unit, node)) return true;
    const called = node.type === 'CallExpression' ? site.oracle.definition(unit, unwrap(node.callee)) : null;
    if (called?.kind !== 'function' || seen.has(called.node) || seen.size >= MAX_DEPTH) return false;
    const inside = descendantsOf(called.node.body, called.unit.visitorKeys, (one) => !isFunction(one));
    return reaches(site, called.unit, [called.node.body, ...inside], question, new Set([...seen, called.node]));
  });
}

function isListening({ oracle }: FixContext, unit: Unit, node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'MemberExpression' && attending.has(memberName(callee) ?? '')) return true;
      const name = oracle.calleeName(unit, node);
      if (name !== null && awaitsEvents(name)) return true;
      // Unknown code may listen to an emitter that is passed to it.
      return (
        name === null &&
        oracle.definition(unit, callee) === null &&
        node.arguments.some((argument) => oracle.hasProperty(unit, argument, ['once']) === true)
      );
    }
    case 'NewExpression':
      return isSignalled(oracle, unit, node);
    case 'AssignmentExpression':
      // `port.onmessage = (event) => …`
      return node.left.type === 'MemberExpression' && isFunction(unwrap(node.right));
    default:
      return false;
  }
}

/** `new Promise((resolve) => waiting.push(resolve))`: it is settled from outside, at any time; a timer is set by the promise itself. */
function isSignalled(oracle: FixContext['oracle'], unit: Unit, made: TSESTree.NewExpression): boolean {
  const executor = executorOf(made);
  const settling = executor?.params.flatMap((one) => unit.variable(one)?.references ?? []) ?? [];
  const isOwn = (mention: TSESTree.Node): boolean => {
    for (let at = mention; at.parent && at !== executor; at = at.parent) {
      const { parent } = at;
      if (parent.type !== 'CallExpression') continue;
      if (parent.callee === at && enclosingFunction(at) === executor) return true;
      if (isDeferring(oracle.calleeName(unit, parent) ?? '')) return true;
    }
    return false;
  };
  return settling.some(({ identifier }) => !isOwn(identifier));
}

function isDeferral(site: FixContext, unit: Unit, node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression') return false;
  if (isDeferring(site.oracle.calleeName(unit, node) ?? '')) return true;
  const statement = dropperOf(node);
  return statement !== null && !isRelease(statement, site.helperNames) && isPromise(site, unit, node);
}

/** The statement in which the value of an expression is dropped; null if the value is used. */
function dropperOf(node: TSESTree.Node): TSESTree.Node | null {
  const { parent } = outermost(node);
  if (parent?.type === 'UnaryExpression' && parent.operator === 'void') return dropperOf(parent);
  return parent?.type === 'ExpressionStatement' ? parent : null;
}

/** Whether a call gives a promise: by its type; without one, where it is a function of the program that does, or reacts to one. */
function isPromise(
  { oracle }: FixContext,
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  if (oracle.isPromise(unit, call) || executorOf(call)) return true;
  const callee = unwrap(call.callee);
  const definition = oracle.definition(unit, callee);
  if (definition?.kind === 'function') return definition.node.async;
  return callee.type === 'MemberExpression' && REACTIONS.has(memberName(callee) ?? '');
}

const REACTIONS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/**
 * Whether a pending promise would get its handler only after a wait: a promise that has just been created and is kept, or one
 * that the code is about to handle. If it is rejected by then, the process ends.
 */
export const leavesPromise = (
  site: FixContext,
  before: readonly TSESTree.Node[],
  after: readonly TSESTree.Node[],
): boolean =>
  before.some(
    (node) =>
      (node.type === 'CallExpression' || node.type === 'NewExpression') &&
      isKept(node) &&
      isPromise(site, site.unit, node),
  ) || after.some((node) => isAttendedTo(site, node, after));

/** Whether the value goes where a promise is only kept: not to an `await`, to a reaction, to what joins promises, or to the caller. */
function isKept(node: TSESTree.Node): boolean {
  for (let at = node, { parent } = node; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'VariableDeclarator':
      case 'AssignmentExpression':
        return true;
      case 'CallExpression':
        return parent.callee !== at && combinatorOf(parent) === null;
      case 'ConditionalExpression':
        if (parent.test === at) return false;
        break;
      case 'LogicalExpression':
      case 'ArrayExpression':
      case 'ObjectExpression':
      case 'Property':
      case 'SpreadElement':
        break;
      default:
        if (!isTransparent(parent)) return false;
    }
  }
  return false;
}

/** `await check`, `jobs.first.catch(…)`, `Promise.all(jobs)`, `return check`: of what is there already. */
function isAttendedTo(site: FixContext, node: TSESTree.Node, after: readonly TSESTree.Node[]): boolean {
  if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return false;
  const { unit, oracle } = site;
  const root = rootOf(node);
  const variable = root.type === 'Identifier' ? unit.variable(root) : undefined;
  if (root.type !== 'ThisExpression' && !isDeclared(unit, root)) return false;
  if (variable?.identifiers.some((name) => after.some((one) => isWithin(name, one)))) return false;
  const value = outermost(node);
  const { parent } = value;
  switch (parent?.type) {
    case 'AwaitExpression':
      return true;
    case 'MemberExpression':
      return parent.object === value && isReaction(parent);
    case 'CallExpression':
      return parent.callee !== value && combinatorOf(parent) !== null;
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'ReturnStatement':
      return oracle.isPromise(unit, node);
    default:
      return false;
  }
}

const isReaction = (member: TSESTree.MemberExpression): boolean =>
  REACTIONS.has(memberName(member) ?? '') && member.parent.type === 'CallExpression' && member.parent.callee === member;

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const value = unwrap(node);
  return value.type === 'MemberExpression' ? rootOf(value.object) : value;
}

/**
 * Whether code reads a variable, or an object, of the function around it that a function inside changes, which may run in the meantime.
 *
 * @param own those that have the resource itself
 */
export const readsDeferred = (site: FixContext, nodes: readonly TSESTree.Node[], own: ReadonlySet<Variable>): boolean =>
  nodes.some((node) => {
    const { unit } = site;
    const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
    return (
      variable !== undefined &&
      !own.has(variable) &&
      variable.scope.variableScope.block === (enclosingFunction(node) ?? unit.ast) &&
      variable.references.some(({ identifier }) => isChangedInside(site, variable, identifier))
    );
  });

/** Whether a mention stands in a function that may run later, and gives the variable a value or changes the object that it has. */
function isChangedInside({ unit, oracle }: FixContext, variable: Variable, mention: TSESTree.Node): boolean {
  const fn = enclosingFunction(mention);
  if (!fn || fn === variable.scope.variableScope.block || (isRunInPlace(fn) && !fn.async)) return false;
  const { parent } = mention;
  if (isTarget(mention)) return true;
  // A function of the platform changes nothing that it is given.
  if (parent?.type === 'CallExpression' && parent.callee !== mention)
    return !oracle.isPrimitive(unit, mention) && isDeclared(unit, rootOf(parent.callee));
  if (parent?.type !== 'MemberExpression' || parent.object !== mention) return false;
  const call = parent.parent;
  return (
    isTarget(parent) ||
    (call.type === 'CallExpression' && call.callee === parent && !isLookingMethod(memberName(parent) ?? ''))
  );
}

/** It is assigned, counted or deleted. */
function isTarget(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === node) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}
