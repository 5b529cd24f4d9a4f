/** Exits inside a function that was given the response: released in that function, or around the call of it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { enclosingFunction, isFunction, isTransparent, type FunctionNode } from '../../syntax/nodes.js';
import { isTest } from '../../types/assertions.js';
import { checkPreconditions, isBeginning } from '../release/preconditions.js';
import { planReleaseUnnamed } from './unnamed.js';
import { isListed, wrap } from '../text/insert.js';
import { anchorOf, innermost } from '../release/exit-anchors.js';
import { planReleaseAtExit } from './at-exit.js';
import { releaseStatement } from '../text/print.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';
import { callsInSight, isAlone, SHARED } from '../safety/sharing.js';

/** Releases what a helper leaves open. */
export function planHelper(site: FixContext, exit: Exit): Part {
  const call = site.node(exit.range, ({ type }) => type === 'CallExpression' || type === 'NewExpression');
  const inner = exit.inner!;
  if (!call) return refuse('the call was not found');
  const isThrow = innermost(inner.exit).kind === 'throw';
  const helper = inner.file === undefined && inner.exit.holders.length > 0 ? functionOf(site, inner.exit) : null;
  const isOnlyThere = helper !== null && (isAlone(site.unit, helper, isThrow) || isMadeThere(site, helper, call));
  const shared = !helper ? 'unknown' : isOnlyThere ? 'alone' : 'others';
  if (shared === 'alone' && isThrow) return planInside(site, inner.exit);
  const returned = isThrow ? null : returnOf(call);
  if (shared === 'alone' && returned) {
    const alone = planReleaseAtExit(site, inner.exit);
    if (!('refused' in alone)) return alone;
  }
  const outside = isThrow
    ? around(site, exit, call)
    : returned
      ? planReleaseAtExit(site, { ...exit, kind: 'return', range: returned.range })
      : planReleaseUnnamed(site);
  if (!('refused' in outside) || shared === 'unknown') return outside;
  const inside = planInside(site, inner.exit);
  return 'refused' in inside || shared === 'alone' ? inside : { ...inside, check: inside.check ?? SHARED };
}

/** `retry(() => fetch(url))`: the helper acquires the response by a function that each of its callers passes, all of them in sight. */
function isMadeThere(site: FixContext, helper: FunctionNode, call: TSESTree.Node): boolean {
  return call === site.acquire && (callsInSight(site.unit, helper)?.every((one) => site.isAcquiring(one)) ?? false);
}

/** At the exit of a helper, which may be a call of the next one. */
const planInside = (site: FixContext, exit: Exit): Part =>
  exit.kind === 'helper' && !anchorOf(site, exit) ? planHelper(site, exit) : planReleaseAtExit(site, exit);

/**
 * `assertEquals(response.status, 200);` in a test, which is over then: what looks at no more than a property of the
 * response, and throws.
 */
export function isAssertion(site: FixContext, exit: Exit): boolean {
  return (
    exit.kind === 'helper' &&
    exit.inner !== undefined &&
    exit.inner.exit.holders.length === 0 &&
    innermost(exit).kind === 'throw' &&
    isTest(site.unit)
  );
}

/** `return parse(response);`: the statement, or the expression of an arrow function. */
function returnOf(call: TSESTree.Node): TSESTree.Node | null {
  const { parent } = call;
  if (parent?.type === 'ReturnStatement') return parent;
  if (parent?.type === 'ArrowFunctionExpression' && parent.body === call) return call;
  return parent && (parent.type === 'AwaitExpression' || isTransparent(parent)) ? returnOf(parent) : null;
}

/** `try { check(response); } catch (error) { await response.body?.cancel().catch(() => {}); throw error; }` */
function around(site: FixContext, exit: Exit, call: TSESTree.Node): Part {
  const expression = call.parent?.type === 'AwaitExpression' ? call.parent : call;
  const statement = expression.parent;
  if (statement?.type !== 'ExpressionStatement' || !isListed(statement))
    return refuse('the call that throws is not a statement of its own');
  const held = exit.holders.map((holder) => site.held(holder, statement)).find((one) => one !== null);
  if (!held) return refuse('no variable refers to the response there');
  const assessed = checkPreconditions(site, held, { kind: 'before', node: statement }, true);
  if ('refused' in assessed) return assessed;
  const { own, check, circumstances } = assessed;
  if (circumstances.widening) return refuse('the variable may not be assigned yet on another path to the same place');
  const release = site.releases.held(held, {
    ...circumstances,
    maybeRead: circumstances.maybeRead || own.length > 0,
    isBeginning: circumstances.isBeginning === true || own.some(isBeginning),
  });
  if (!release) return refuse('no release can be written for this client');
  const error = site.parameter(['error', 'cause', 'reason'], statement);
  return {
    edits: [
      ...(circumstances.naming?.edits ?? []),
      ...wrap(site, [statement], 'try', {
        head: `catch (${error})`,
        body: [releaseStatement(release), `throw ${error}`],
      }),
    ],
    check,
  };
}

function functionOf(site: FixContext, exit: Exit): FunctionNode | null {
  const node = site.node(exit.range, () => true) ?? site.blockEndingAt(exit.range[1]);
  return node && (isFunction(node) ? node : enclosingFunction(node));
}
