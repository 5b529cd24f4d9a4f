/** Where an agent is used up: what it was asked for is over by the time control has passed what waits for it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ReleaseForm } from '../../protocols/index.js';
import {
  descendantsOf,
  enclosingFunction,
  isFunction,
  isWithin,
  memberName,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import { returnedBy } from '../../syntax/functions.js';
import { executorOf, isJoin, isRace, returnedPromise } from '../../syntax/promises.js';
import type { Variable } from '../../syntax/unit.js';
import { initOf } from '../../syntax/bindings.js';
import type { ResourceUse } from '../../typestate/answers.js';
import type { Edit } from '../text/edits.js';
import type { FixContext } from '../fix-context.js';
import { isHearing, isListening } from '../safety/hearing.js';
import type { Use } from './uses.js';

/** How control waits for a use of an agent. */
export type Quiescence =
  /** There is an `await`, or nothing to wait for. */
  | 'here'
  /** A promise is returned, which the caller awaits. */
  | { readonly returned: TSESTree.Node };

/**
 * How control waits for what an agent is asked for.
 *
 * @returns null where that cannot be told
 */
export function quiescenceOf(
  site: FixContext,
  use: Use,
  { cutsReaders, refusesPending }: ReleaseForm,
): Quiescence | null {
  const isAbrupt = cutsReaders === true;
  if (use.inner === 'end') return 'here';
  if (use.inner === 'give' || isListening(use.node)) return null;
  const isAsked =
    refusesPending !== undefined &&
    use.node.type === 'CallExpression' &&
    site.oracle.acquisition(site.unit, use.node) !== null;
  const wait = waitFrom(site, use.node, use.inner === 'borrow' && !isAsked, isAbrupt);
  return wait ?? (isAsked ? waitForKept(site, use.node) : null);
}

/** The same for a request of an agent in a variable: after an `await` of any part of it, the request has been sent. */
function waitForKept(site: FixContext, node: TSESTree.Node): Quiescence | null {
  const mentions = keeperOf(site, chainOf(node))?.references.filter(({ init }) => init !== true) ?? [];
  const waits = mentions
    .map(({ identifier }) => waitFrom(site, identifier, false, false))
    .filter((wait) => wait !== null);
  return waits.find((wait) => wait === 'here') ?? waits[0] ?? null;
}

/** The variable that is declared with the value of the node. */
export function keeperOf(site: FixContext, { parent }: TSESTree.Node): Variable | undefined {
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? site.unit.variable(parent.id)
    : undefined;
}

function waitFrom(site: FixContext, node: TSESTree.Node, isLook: boolean, isAbrupt: boolean): Quiescence | null {
  const fn = enclosingFunction(node);
  const isInside = fn !== enclosingFunction(site.acquire);
  if (isInside && fn && isExecutor(fn)) return waitFrom(site, fn.parent, isLook, isAbrupt);
  const joined = isInside && isAtOnce(site, node, fn) ? joinedBy(fn) : null;
  if (isInside && !joined) return null;
  const inner = waitIn(site, node, isLook, isAbrupt);
  if (!joined || inner === null) return inner;
  // What an element waits for, or returns, is waited for by the join.
  return inner !== 'here' && isAbrupt ? null : waitFrom(site, joined, isLook, false);
}

/** The same within the function in which the node stands. */
function waitIn(site: FixContext, node: TSESTree.Node, isLook: boolean, isAbrupt: boolean): Quiescence | null {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    switch (at.type) {
      case 'AwaitExpression':
        return !isAbrupt || isOver(site, partOf(at.argument, node)) ? 'here' : readReturned(site, at.argument);
      case 'ReturnStatement': {
        const promise = chainOf(node);
        return isPlaced(promise) && (!isAbrupt || isOver(site, promise)) ? { returned: promise } : null;
      }
      case 'CallExpression':
        // The losers of a race go on.
        if (isRace(at)) return null;
        break;
      case 'ExpressionStatement':
      case 'VariableDeclaration':
      case 'IfStatement':
        return isLook ? 'here' : null;
      default:
        if (isFunction(at.parent) && at.parent.type === 'ArrowFunctionExpression' && at.parent.body === at)
          return { returned: at };
    }
  }
  return null;
}

/** Of a promise that joins a list of others, the one of them that a node is in. */
function partOf(promise: TSESTree.Node, node: TSESTree.Node): TSESTree.Node {
  const call = unwrap(promise);
  const [list] = call.type === 'CallExpression' && isJoin(call) ? call.arguments : [];
  const elements = list?.type === 'ArrayExpression' ? list.elements : [];
  return elements.find((element) => element && isWithin(node, element)) ?? promise;
}

/** Nothing is waited for before it in its function: a join that fails early leaves nothing to be sent later. */
function isAtOnce(site: FixContext, node: TSESTree.Node, fn: FunctionNode | null): boolean {
  for (let at: TSESTree.Node | undefined = node; at && at !== fn; at = at.parent)
    if (/^(?:For|While|DoWhile)/.test(at.type)) return false;
  const isBefore = ({ type, range }: TSESTree.Node): boolean => type === 'AwaitExpression' && range[1] <= node.range[0];
  return fn !== null && !descendantsOf(fn.body, site.unit.visitorKeys).some(isBefore);
}

/** The call that runs the function for every element and is joined: `Promise.all(urls.map(async (url) => …))`. */
function joinedBy(fn: FunctionNode | null): TSESTree.CallExpression | null {
  const call = fn?.parent;
  if (
    call?.type !== 'CallExpression' ||
    call.arguments[0] !== fn ||
    call.callee.type !== 'MemberExpression' ||
    memberName(call.callee) !== 'map'
  )
    return null;
  return call.parent.type === 'CallExpression' && isJoin(call.parent) ? call.parent : null;
}

const isExecutor = (fn: FunctionNode): boolean => executorOf(fn.parent) === fn;

/** The end of the chain of calls that begins with the node. */
function chainOf(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  if (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    parent.parent.type === 'CallExpression' &&
    parent.parent.callee === parent
  )
    return chainOf(parent.parent);
  return node;
}

/** An `await` may be written before it. */
const isPlaced = ({ type, parent }: TSESTree.Node): boolean =>
  (type === 'CallExpression' || type === 'NewExpression') &&
  (parent?.type === 'ReturnStatement' || parent?.type === 'ConditionalExpression');

/** Whether the request of a promise is over once the promise has settled. */
function isOver(site: FixContext, promise: TSESTree.Node): boolean {
  const value = unwrap(promise);
  if (value.type === 'NewExpression') return isSettledAtEnd(site, value);
  if (value.type === 'CallExpression' && (site.oracle.isBuffered(site.unit, value) || isOverInside(site, value)))
    return true;
  const acquired = value.type === 'CallExpression' ? site.oracle.acquisition(site.unit, value) : null;
  const declarator = promise.parent?.parent;
  const variable =
    declarator?.type === 'VariableDeclarator' &&
    declarator.init === promise.parent &&
    declarator.id.type === 'Identifier'
      ? site.unit.variable(declarator.id)
      : undefined;
  return (
    acquired !== null &&
    variable !== undefined &&
    site
      .usesOf(value)
      .every(({ kind, node }) => kind === 'looks' || (kind === 'ends' && node.parent?.type === 'AwaitExpression'))
  );
}

/** `const res = await fetch(url, { agent }); return res.text();`: the promise of the read that is all that is done with the response. */
function readReturned(site: FixContext, request: TSESTree.Node): Quiescence | null {
  const call = unwrap(request);
  const acquired = call.type === 'CallExpression' ? site.oracle.acquisition(site.unit, call) : null;
  const uses = acquired ? site.usesOf(call).filter(({ kind }) => kind !== 'looks') : [];
  const isRead = ({ kind, node }: ResourceUse): boolean => kind === 'ends' && node.type === 'CallExpression';
  const [read, ...others] = uses.filter(({ node }) => node.parent?.type !== 'AwaitExpression');
  return read &&
    others.length === 0 &&
    uses.every(isRead) &&
    returnedPromise(read.node) === read.node &&
    isPlaced(read.node)
    ? { returned: read.node }
    : null;
}

/** `get(url, agent)`, a function of this file that returns such a promise, and makes its requests there. */
function isOverInside(site: FixContext, call: TSESTree.CallExpression): boolean {
  const { oracle, unit } = site;
  const definition = oracle.localDefinition(unit, call.callee);
  if (definition?.kind !== 'function' || definition.node.generator) return false;
  const returned = returnedBy(unit, definition.node).map((value) => {
    const given = value && unwrap(value);
    return given?.type === 'AwaitExpression' ? unwrap(given.argument) : given;
  });
  const isAsked = (node: TSESTree.Node): boolean =>
    node.type === 'CallExpression' &&
    (oracle.isRequest(unit, node) || oracle.acquisition(unit, node) !== null) &&
    !returned.some((promise) => promise && isWithin(node, promise));
  return (
    returned.length > 0 &&
    returned.every((promise) => promise?.type === 'NewExpression' && isSettledAtEnd(site, promise)) &&
    !descendantsOf(definition.node.body, unit.visitorKeys).some(isAsked)
  );
}

/** `new Promise((resolve) => … .on('end', resolve))`: nothing is under way when it is fulfilled. */
export function isSettledAtEnd(site: FixContext, made: TSESTree.NewExpression): boolean {
  const executor = executorOf(made);
  if (!executor) return false;
  const [resolve] = executor.params;
  const variable = resolve?.type === 'Identifier' ? site.unit.variable(resolve) : undefined;
  const mentions = variable?.references.map(({ identifier }) => identifier) ?? [];
  return mentions.length > 0 && mentions.every((mention) => isHeardAtEnd(site, mention, executor));
}

function isHeardAtEnd(site: FixContext, mention: TSESTree.Node, within: TSESTree.Node): boolean {
  for (let at = mention; at.parent && at !== within; at = at.parent) {
    const { parent } = at;
    if (
      parent.type !== 'CallExpression' ||
      parent.arguments[1] !== at ||
      parent.callee.type !== 'MemberExpression' ||
      !isHearing(parent)
    )
      continue;
    const [event] = parent.arguments;
    if (
      event?.type === 'Literal' &&
      /^(?:end|close|finish)$/.test(String(event.value)) &&
      !(event.value === 'finish' && isRequest(site, parent.callee.object))
    )
      return true;
  }
  return false;
}

/** `http.get(url).on(…)`, or a constant that keeps it: it has finished when it has been sent. */
function isRequest(site: FixContext, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'Identifier') {
    const init = initOf(site.unit.variable(value));
    return init !== null && isRequest(site, init);
  }
  if (value.type !== 'CallExpression') return false;
  return (
    site.oracle.isRequest(site.unit, value) ||
    (isHearing(value) && value.callee.type === 'MemberExpression' && isRequest(site, value.callee.object))
  );
}

/** An `await` before every promise that would be returned while the agent closes. */
export function awaitReturned(waits: readonly Quiescence[]): Edit[] {
  return waits.flatMap((wait) =>
    wait === 'here' ? [] : [{ range: [wait.returned.range[0], wait.returned.range[0]] as const, text: 'await ' }],
  );
}
