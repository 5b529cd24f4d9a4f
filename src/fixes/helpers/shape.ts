/**
 * Whether the code of a function does nothing besides what it does to its parameter, and what a call of it gives. What its calls do to
 * the parameter is no question of syntax: `effect.ts` asks that of its run.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isFunction, isNothing, isTransparent, isWithin, memberName, unwrap } from '../../syntax/nodes.js';
import type { FunctionDefinition } from '../../types/definitions.js';
import type { Unit } from '../../syntax/unit.js';

export interface HelperShape {
  /** All calls but those that only say what becomes of a promise. */
  readonly calls: readonly Step[];
  /** Loops that wait for the elements of what they go through. */
  readonly loops: readonly Step[];
  readonly isAsync: boolean;
  /** It may return what a call gives. */
  readonly returns: boolean;
  /** It may be given null or undefined. */
  readonly takesNothing: boolean;
}

/** A call or a loop, and what becomes of its failure. */
export interface Step {
  readonly node: TSESTree.CallExpression | TSESTree.ForOfStatement;
  /** Neither a rejection nor an error gets out of the function. */
  readonly isCaught: boolean;
  /** Its promise is neither awaited nor passed on. */
  readonly isFloating: boolean;
}

/** What a function may be made of. Types are passed over. */
const PLAIN: ReadonlySet<string> = new Set([
  'BlockStatement',
  'ExpressionStatement',
  'EmptyStatement',
  'IfStatement',
  'ReturnStatement',
  'TryStatement',
  'CatchClause',
  'VariableDeclaration',
  'VariableDeclarator',
  'ObjectPattern',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
  'BreakStatement',
  'ContinueStatement',
  'Identifier',
  'Literal',
  'MemberExpression',
  'ChainExpression',
  'CallExpression',
  'AwaitExpression',
  'UnaryExpression',
  'LogicalExpression',
  'BinaryExpression',
  'ConditionalExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

/** Methods by which a promise is told what comes next. */
const CHAINS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Null for a function that may do anything else: that calls, throws, writes or reads what is not its own, or returns a value. */
export function shapeOf({ unit, node }: FunctionDefinition): HelperShape | null {
  const [parameter] = node.params;
  if (node.params.length !== 1 || node.generator || !node.body || !parameter || !isSimple(parameter)) return null;
  const nodes = partsOf(unit, node.body);
  if (!nodes?.every((part) => isHarmless(unit, node, part))) return null;
  const returned = node.body.type === 'BlockStatement' ? returnsOf(nodes) : [node.body];
  if (!returned.every((value) => isResult(value))) return null;
  const within = { body: node.body, returned };
  return {
    calls: nodes.filter((part) => part.type === 'CallExpression').flatMap((call) => stepOf(call, within) ?? []),
    loops: nodes
      .filter((part) => part.type === 'ForOfStatement')
      .map((loop) => ({ node: loop, isCaught: isTried(loop, node.body), isFloating: false })),
    isAsync: node.async,
    returns: !returned.every((value) => isNothing(value)),
    takesNothing: parameter.type === 'Identifier' && isOnlyAsked(unit, parameter),
  };
}

/** `response`, `{ body }`. */
const isSimple = (parameter: TSESTree.Parameter): boolean =>
  parameter.type === 'Identifier' ||
  (parameter.type === 'ObjectPattern' && parameter.properties.every((one) => isTakenOut(one)));

const isTakenOut = (property: TSESTree.Property | TSESTree.RestElement): boolean =>
  property.type === 'Property' && !property.computed && property.value.type === 'Identifier';

/** The nodes of a body, without types and without callbacks that do nothing; null where there is any other function in it. */
function partsOf(unit: Unit, body: TSESTree.Node): TSESTree.Node[] | null {
  const parts: TSESTree.Node[] = [];
  const queue = [body];
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (isFunction(at)) {
      if (!isIdle(at)) return null;
      continue;
    }
    parts.push(at);
    queue.push(...childrenOf(at, unit.visitorKeys).filter((child) => isTransparent(child) || !isType(child)));
  }
  return parts.sort((a, b) => a.range[0] - b.range[0]);
}

const isType = ({ type }: TSESTree.Node): boolean => type.startsWith('TS');

/** `() => {}`, `() => undefined`, given to a promise. */
function isIdle(fn: TSESTree.Node): boolean {
  const { parent } = fn;
  if (!isFunction(fn) || fn.generator || parent?.type !== 'CallExpression' || !chained(parent)) return false;
  return (
    fn.params.every(({ type }) => type === 'Identifier') &&
    (fn.body.type === 'BlockStatement' ? fn.body.body.length === 0 : isNothing(fn.body))
  );
}

function isHarmless(unit: Unit, fn: TSESTree.Node, node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Property':
      return isTakenOut(node);
    case 'MemberExpression':
      return memberName(node) !== null && !node.computed;
    case 'VariableDeclaration':
      return node.kind !== 'using' && node.kind !== 'await using';
    case 'ForOfStatement':
      return node.await && node.left.type === 'VariableDeclaration';
    case 'UnaryExpression':
      return node.operator !== 'delete';
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression') return false;
      return chained(node)
        ? node.arguments.every((argument) => isFunction(argument) || isNothing(argument))
        : node.arguments.length === 0;
    }
    case 'Identifier': {
      if (!isReference(node) || isNothing(node)) return true;
      const variable = unit.variable(node);
      return variable !== undefined && isWithin(variable.scope.block, fn);
    }
    default:
      return PLAIN.has(node.type);
  }
}

const isReference = (node: TSESTree.Identifier): boolean =>
  !(node.parent.type === 'MemberExpression' && node.parent.property === node) &&
  !(node.parent.type === 'Property' && node.parent.key === node);

/** What the promise is given by that a call of `then`, `catch` or `finally` chains to; null for any other call. */
function chained(call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || !CHAINS.has(memberName(callee) ?? '')) return null;
  const before = unwrap(callee.object);
  return before.type === 'CallExpression' ? before : null;
}

const returnsOf = (nodes: readonly TSESTree.Node[]): TSESTree.Expression[] =>
  nodes.flatMap((node) => (node.type === 'ReturnStatement' && node.argument ? [node.argument] : []));

/** What is returned is nothing, or what a call gives that releases. */
function isResult(node: TSESTree.Expression): boolean {
  if (isNothing(node)) return true;
  const value = unwrap(node);
  switch (value.type) {
    case 'CallExpression':
      return true;
    case 'AwaitExpression':
      return isResult(value.argument);
    case 'ConditionalExpression':
      return isResult(value.consequent) && isResult(value.alternate);
    case 'LogicalExpression':
      return value.operator === '&&' && isResult(value.right);
    case 'UnaryExpression':
      return value.operator === 'void';
    default:
      return false;
  }
}

/** Null for a call that only says what comes next: it counts with the one that it is chained to. */
function stepOf(
  call: TSESTree.CallExpression,
  { body, returned }: { readonly body: TSESTree.Node; readonly returned: readonly TSESTree.Node[] },
): Step | null {
  if (chained(call)) return null;
  let isCaught = false;
  let whole: TSESTree.Node = call;
  for (let at: TSESTree.Node = call; at.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent;
    if (parent.type === 'CallExpression' && parent.callee === at && at !== call) {
      const { arguments: given, callee } = parent;
      isCaught ||= memberName(callee as TSESTree.MemberExpression) === 'catch' ? given.length > 0 : given.length > 1;
      whole = parent;
    } else if (!(parent.type === 'MemberExpression' && parent.object === at) && !isTransparent(parent)) break;
    else if (isTransparent(parent) && at === whole) whole = parent;
  }
  const isAwaited = whole.parent?.type === 'AwaitExpression';
  return {
    node: call,
    isCaught: isCaught || (isAwaited && isTried(whole, body)),
    isFloating: !isAwaited && !returned.some((value) => isWithin(whole, value)),
  };
}

/** Whether what fails at a node is caught in the function. */
function isTried(node: TSESTree.Node, body: TSESTree.Node): boolean {
  for (let at = node; at !== body && at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) return true;
  }
  return false;
}

/** Whether the function only asks what it is given for properties that may be missing: `response?.body?.cancel()`. */
function isOnlyAsked(unit: Unit, parameter: TSESTree.Identifier): boolean {
  const references = unit.variable(parameter)?.references ?? [];
  return (
    references.length > 0 &&
    references.every(({ identifier: { parent } }) => parent?.type === 'MemberExpression' && parent.optional)
  );
}
