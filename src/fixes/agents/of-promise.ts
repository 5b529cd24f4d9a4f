/** Agents that the executor of a promise makes for itself: made before the promise, and closed once it has settled. */
import type { TSESTree } from '@typescript-eslint/utils';
import { descendantsOf, enclosingFunction, isWithin, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import { executorOf } from '../../syntax/promises.js';
import type { Variable } from '../../syntax/unit.js';
import { isSettledAtEnd } from './quiescence.js';
import { typeArgument } from './after-last-use.js';
import { applyEdits, type Edit } from '../text/edits.js';
import { statementsOf } from '../release/finally.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { isListening } from '../safety/hearing.js';
import { isListed } from '../text/insert.js';
import { statementOf } from '../safety/order.js';
import { printExpression } from '../text/print.js';
import { pathTo } from '../release/release.js';
import type { Use } from './uses.js';

const THROWN =
  'If the agent cannot be made, the error is now thrown and does not reject the promise: check that the caller handles that.';

/** The promise whose executor a node stands in; null for others. */
function promiseAround(node: TSESTree.Node): TSESTree.NewExpression | null {
  const fn = enclosingFunction(node);
  return fn && executorOf(fn.parent) === fn ? (fn.parent as TSESTree.NewExpression) : null;
}

/** Whether an executor makes the agent. */
export const isOfPromise = ({ acquire }: FixContext): boolean => promiseAround(acquire) !== null;

/** `const agent = new Agent(); return new Promise(…).finally(() => agent.destroy());` */
export function planAgentOfPromise(site: FixContext): Part {
  const { acquire, unit } = site;
  const promise = promiseAround(acquire)!;
  const executor = executorOf(promise)!;
  const { parent } = acquire;
  const variable =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
  const declaration = parent?.parent;
  const statement = statementOf(site, promise);
  if (!variable || !declaration || !isOwn(site, declaration, variable, executor) || !statement || !isListed(statement))
    return refuse('it is not a constant of the executor');
  if (!isSettling(promise, statement)) return refuse('the statement that makes the promise does not wait for it');
  if (!isKnownBefore(site, declaration, executor))
    return refuse('its arguments may have other values before the promise');
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  if (!isUsedUp(site, variable, promise, form.cutsReaders === true))
    return refuse('other code may still need it when the promise has settled');
  const release = site.releases.of(
    { path: pathTo(variable.name), handle: site.protocol.root, promise: false },
    { canAwait: false, swallow: true, maybeRead: true, nullable: false },
  );
  const typed = typeArgument(site, promise);
  if (!release || !typed) return refuse('no release can be written for this client');
  const [, end] = promise.range;
  return {
    edits: [
      ...inFront(site, declaration, statement, typed),
      // It would wait for what its callback returns.
      { range: [end, end], text: `.finally(() => ${release.swallowed ? 'void ' : ''}${printExpression(release)})` },
    ],
    check: enclosingFunction(executor)?.async || isPlain(acquire) ? null : THROWN,
  };
}

/** Whether the statement of the executor declares nothing else, on lines of its own, and the name means nothing else around the promise. */
function isOwn(
  { tokens, layout }: FixContext,
  declaration: TSESTree.Node,
  { name }: Variable,
  executor: FunctionNode,
): declaration is TSESTree.VariableDeclaration {
  const [start, end] = declaration.range;
  const next = tokens.after(end);
  return (
    declaration.type === 'VariableDeclaration' &&
    declaration.kind === 'const' &&
    declaration.declarations.length === 1 &&
    declaration.parent === executor.body &&
    layout.startsLine(start) &&
    next !== null &&
    !layout.isOneLine(end, next.range[0]) &&
    tokens.named(name).every(({ range: [at] }) => executor.range[0] <= at && at < executor.range[1])
  );
}

/** What stands before the declaration in the statement goes after it, so that comments and the declaration keep their lines. */
function inFront(
  { layout, unit }: FixContext,
  { range }: TSESTree.Node,
  statement: TSESTree.Node,
  within: readonly Edit[],
): Edit[] {
  const [start, end] = range;
  const [from] = statement.range;
  const moved = within.map((edit): Edit => ({ ...edit, range: [edit.range[0] - from, edit.range[1] - from] }));
  const head = layout.indentAt(from) + applyEdits(unit.text.slice(from, start), moved).trimEnd() + layout.newline;
  const next = layout.nextLine(end);
  const back = layout
    .shifted(range)
    .filter(({ range: [at] }) => unit.text.startsWith(layout.step, at))
    .map(({ range: [at] }): Edit => ({ range: [at, at + layout.step.length], text: '' }));
  return [{ range: [from, start], text: '' }, ...back, { range: [next, next], text: head }];
}

/**
 * Whether nothing is asked of the agent any more when the promise has settled: it is asked in the executor itself, and is not fulfilled
 * there in the same turn, or at the end of what it is asked for.
 */
function isUsedUp(site: FixContext, variable: Variable, promise: TSESTree.NewExpression, isAbrupt: boolean): boolean {
  const executor = executorOf(promise)!;
  const uses = site.uses.of(variable);
  const isAsked = ({ node }: Use): boolean =>
    node.type === 'CallExpression' && site.oracle.acquisition(site.unit, node) !== null;
  const isKnown = uses.every(
    ({ kind, inner, node }) => inner === 'borrow' || (kind === inner && inner !== 'give' && !isListening(node)),
  );
  const isLater = uses.some((use) => isAsked(use) && enclosingFunction(use.node) !== executor);
  const [resolve] = executor.params;
  const settler = resolve?.type === 'Identifier' ? site.unit.variable(resolve) : undefined;
  const isAtOnce = settler?.references.some(
    ({ identifier: { parent, range } }) =>
      parent.type === 'CallExpression' && parent.callee.range[0] === range[0] && enclosingFunction(parent) === executor,
  );
  return isKnown && !isAtOnce && (!(isAbrupt || isLater) || isSettledAtEnd(site, promise));
}

/** `return new Promise(…);`, `await new Promise(…);` */
function isSettling(promise: TSESTree.Node, statement: TSESTree.Node): boolean {
  const { parent } = promise;
  return parent === statement ? statement.type === 'ReturnStatement' : parent?.type === 'AwaitExpression';
}

/** Whether nothing happens in the executor before it is made, and its arguments are known outside. */
function isKnownBefore(site: FixContext, declaration: TSESTree.Node, executor: FunctionNode): boolean {
  const list = statementsOf(executor.body);
  if (list.slice(0, list.indexOf(declaration)).some((one) => site.callsIn(one))) return false;
  return descendantsOf(site.acquire, site.unit.visitorKeys).every((node) => {
    const variable = node.type === 'Identifier' ? site.unit.variable(node) : undefined;
    return !variable?.identifiers.some((name) => isWithin(name, executor) && !isWithin(name, declaration));
  });
}

/** `new Agent({ keepAlive: true })` */
const isPlain = (made: TSESTree.Node): boolean =>
  made.type === 'NewExpression' &&
  made.arguments.every(
    (argument) =>
      argument.type === 'ObjectExpression' &&
      argument.properties.every((one) => one.type === 'Property' && unwrap(one.value).type === 'Literal'),
  );
