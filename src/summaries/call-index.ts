/** One walk over a file finds the calls of each function, and the functions that get a response. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { listening, sendsAway } from '../protocols/platform.js';
import { bindingOf } from '../syntax/bindings.js';
import { childrenOf, isFunction, isTransparent, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Acquisition } from '../types/acquisitions.js';
import type { Oracle } from '../types/oracle.js';

export interface Listener {
  readonly acquisition: Acquisition;
  readonly call: TSESTree.CallExpression;
  /** The variable of the request of this response. */
  readonly request: Variable | null;
}

export interface CallIndex {
  /** Every function, every class initializer and the module, in source order, with their direct calls. */
  readonly byRoot: ReadonlyMap<CfgRoot, readonly (TSESTree.CallExpression | TSESTree.NewExpression)[]>;
  readonly listeners: ReadonlyMap<CfgRoot, readonly Listener[]>;
}

const known = new WeakMap<Oracle, WeakMap<Unit, CallIndex>>();

export function callIndexOf(unit: Unit, oracle: Oracle): CallIndex {
  let byUnit = known.get(oracle);
  if (!byUnit) known.set(oracle, (byUnit = new WeakMap()));
  let calls = byUnit.get(unit);
  if (!calls) byUnit.set(unit, (calls = collect(unit, oracle)));
  return calls;
}

function collect(unit: Unit, oracle: Oracle): CallIndex {
  const byRoot = new Map<CfgRoot, (TSESTree.CallExpression | TSESTree.NewExpression)[]>([[unit.ast, []]]);
  const stack: { node: TSESTree.Node; root: CfgRoot }[] = [{ node: unit.ast, root: unit.ast }];
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node } = at;
    if (isForeign(node)) continue;
    const root = opensRoot(node) ? node : at.root;
    if (root !== at.root) byRoot.set(root, []);
    if (node.type === 'CallExpression' || node.type === 'NewExpression') byRoot.get(root)!.push(node);
    for (const child of childrenOf(node, unit.visitorKeys)) {
      // Keys, decorators and heritage of a class run where the class is defined.
      const isKey = (node.type === 'PropertyDefinition' || node.type === 'AccessorProperty') && node.value !== child;
      stack.push({ node: child, root: isKey ? at.root : root });
    }
  }
  const listeners = new Map<CfgRoot, Listener[]>();
  for (const calls of byRoot.values()) {
    for (const call of calls) {
      if (call.type !== 'CallExpression' || !oracle.mayAcquire(unit, call)) continue;
      if (!passesFunction(unit, oracle, call)) continue;
      const acquisition = oracle.acquisition(unit, call);
      if (acquisition?.gives !== 'callback') continue;
      const listener = oracle.localListener(unit, acquisition.listener!);
      if (!listener) continue;
      listeners.set(listener.node, [
        ...(listeners.get(listener.node) ?? []),
        { acquisition, call, request: requestVariable(unit, call) },
      ]);
    }
  }
  return { byRoot, listeners };
}

/**
 * Whether an argument after the first is a function of the file, as a listener is. In a file that is not linted, only such
 * calls are examined.
 */
function passesFunction(unit: Unit, oracle: Oracle, call: TSESTree.CallExpression): boolean {
  return call.arguments.slice(1).some((argument) => oracle.localListener(unit, argument) !== null);
}

/** A function that runs in another environment: in the page of a browser that a test controls. */
function isForeign(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    isFunction(node) &&
    parent?.type === 'CallExpression' &&
    parent.callee.type === 'MemberExpression' &&
    sendsAway.has(memberName(parent.callee) ?? '') &&
    parent.arguments.includes(node as TSESTree.CallExpressionArgument)
  );
}

function opensRoot(node: TSESTree.Node): node is CfgRoot {
  return (
    (isFunction(node) && node.body !== null) ||
    node.type === 'StaticBlock' ||
    ((node.type === 'PropertyDefinition' || node.type === 'AccessorProperty') &&
      node.value !== null &&
      !isFunction(node.value))
  );
}

/** `const req = http.get(…).on(…)` or `req.on('response', …)`: the variable that holds the result of the call. */
export function requestVariable(unit: Unit, call: TSESTree.CallExpression): Variable | null {
  const callee = unwrap(call.callee);
  if (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    listening.has(memberName(callee) ?? '')
  ) {
    const kind = bindingOf(unit, callee.object)?.kind;
    if (kind === 'value' || kind === 'parameter') return unit.variable(callee.object)!;
  }
  let at: TSESTree.Node = call;
  for (;;) {
    const parent: TSESTree.Node | undefined = at.parent;
    if (parent?.type === 'MemberExpression' && parent.object === at) at = parent;
    else if (parent?.type === 'CallExpression' && parent.callee === at) at = parent;
    else if (parent?.type === 'ConditionalExpression' || parent?.type === 'LogicalExpression') at = parent;
    else if (parent && isTransparent(parent)) at = parent;
    else if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier')
      return unit.variable(parent.id) ?? null;
    else if (parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier')
      return unit.variable(parent.left) ?? null;
    else return null;
  }
}
