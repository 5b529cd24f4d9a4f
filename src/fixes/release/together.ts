/** Releases that stand side by side: they wait for each other's time in one `await`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isTransparent, memberName } from '../../syntax/nodes.js';
import { isJoin } from '../../syntax/promises.js';
import type { Edit } from '../text/edits.js';
import { areReleasing, isRelease } from './existing.js';
import type { FixContext } from '../fix-context.js';
import { insertAfter, insertBefore, isListed } from '../text/insert.js';
import { printExpression, releaseStatement } from '../text/print.js';
import type { PlannedRelease } from './release.js';

/** Writes a release after a statement, and after the releases that stand there already. */
export function releaseBehind(site: FixContext, statement: TSESTree.Node, release: PlannedRelease): Edit[] {
  const list = listOf(statement);
  const next = list[list.indexOf(statement) + 1];
  const joined = next && joinedWith(site, next, release);
  if (joined) return joined;
  let last = statement;
  for (const one of list.slice(list.indexOf(statement) + 1)) {
    if (!isRelease(one, site.helperNames)) break;
    last = one;
  }
  return insertAfter(site, last, [releaseStatement(release)]);
}

/** Writes a release before a statement. */
export function releaseBefore(site: FixContext, statement: TSESTree.Node, release: PlannedRelease): Edit[] {
  const list = isListed(statement) ? listOf(statement) : [];
  const before = list[list.indexOf(statement) - 1];
  return (before && joinedWith(site, before, release)) ?? insertBefore(site, statement, [releaseStatement(release)]);
}

/** Writes a release at the start of a list of statements, after those of earlier resources; null where there are none. */
export function releaseBehindOthers(
  site: FixContext,
  list: readonly TSESTree.Node[],
  release: PlannedRelease,
): Edit[] | null {
  const first = list.findIndex((one) => !isRelease(one, site.helperNames));
  const last = list[(first < 0 ? list.length : first) - 1];
  return last ? (joinedWith(site, last, release) ?? insertAfter(site, last, [releaseStatement(release)])) : null;
}

/**
 * `await Promise.all([a.body?.cancel(), b.body?.cancel()]);` for the release in a statement and another one; null
 * where they are not of one kind.
 */
function joinedWith(site: FixContext, statement: TSESTree.Node, release: PlannedRelease): Edit[] | null {
  const awaited = statement.type === 'ExpressionStatement' ? awaitedIn(statement.expression) : null;
  if (!awaited || !release.awaited || release.guard.length > 0 || awaited.swallowed !== release.swallowed) return null;
  const single = printExpression({ ...release, awaited: false, swallowed: false });
  const { call } = awaited;
  const [list] = call.arguments;
  if (isJoin(call) && list?.type === 'ArrayExpression') {
    const last = list.elements.at(-1);
    return last && areReleasing(call, site.helperNames)
      ? [{ range: [last.range[1], last.range[1]], text: `, ${single}` }]
      : null;
  }
  if (!isRelease(statement, site.helperNames)) return null;
  const [start, end] = awaited.range;
  return [
    { range: [start, start], text: 'Promise.all([' },
    { range: [end, end], text: `, ${single}])` },
  ];
}

interface Awaited {
  readonly call: TSESTree.CallExpression;
  /** The range of the call, as an optional chain. */
  readonly range: readonly [number, number];
  readonly swallowed: boolean;
}

/** The call that is awaited, without the `.catch()` after it. */
function awaitedIn(expression: TSESTree.Node): Awaited | null {
  const value = expression.type === 'AwaitExpression' ? expression.argument : null;
  const whole = value && inChain(value);
  if (!whole) return null;
  const { callee } = whole;
  const inner =
    callee.type === 'MemberExpression' && memberName(callee) === 'catch' && !callee.optional
      ? inChain(callee.object)
      : null;
  return inner
    ? { call: inner, range: inner.range, swallowed: true }
    : { call: whole, range: whole.range, swallowed: false };
}

function inChain(node: TSESTree.Node): TSESTree.CallExpression | null {
  if (node.type === 'CallExpression') return node;
  return isTransparent(node) ? inChain(node.expression) : null;
}

/** The statements among which one stands. */
function listOf(statement: TSESTree.Node): readonly TSESTree.Node[] {
  const { parent } = statement;
  if (parent?.type === 'SwitchCase') return parent.consequent;
  return parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'StaticBlock'
    ? parent.body
    : [];
}
