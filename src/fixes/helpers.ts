/** Exits inside a function that was given the response: released in that function, or around the call of it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import {
  enclosingFunction,
  idOf,
  isFunction,
  isTransparent,
  memberName,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import { isExported } from '../syntax/variables.js';
import { isTest } from '../types/assertions.js';
import { checkPreconditions, isBeginning } from './release-preconditions.js';
import { planReleaseUnnamed } from './release-unnamed.js';
import { isListed, wrap } from './insert.js';
import { innermost } from './exit-anchors.js';
import { planReleaseAtExit } from './release-at-exit.js';
import { releaseStatement } from './print.js';
import { refuse, type Part, type FixContext } from './fix-context.js';

const SHARED = 'The function is used in other places too: check that no caller reads the body after it.';

/** Releases what a helper leaves open. */
export function planHelper(site: FixContext, exit: Exit): Part {
  const call = site.node(exit.range, ({ type }) => type === 'CallExpression' || type === 'NewExpression');
  const inner = exit.inner!;
  if (!call) return refuse('the call is not in sight');
  const isThrow = innermost(inner.exit).kind === 'throw';
  const helper = inner.file === undefined && inner.exit.holders.length > 0 ? functionOf(site, inner.exit) : null;
  const shared = helper ? sharing(site, helper, isThrow) : 'unknown';
  if (shared === 'alone' && isThrow) return planReleaseAtExit(site, inner.exit);
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
  const inside = planReleaseAtExit(site, inner.exit);
  return 'refused' in inside || shared === 'alone' ? inside : { ...inside, check: inside.check ?? SHARED };
}

/** `assertEquals(response.status, 200);` in a test, which is over then: what looks at no more than a property of the response, and throws. */
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
  if (!release) return refuse('nothing should be written for this client');
  const error = site.parameter(['error', 'cause', 'reason'], statement);
  return {
    edits: wrap(site, [statement], 'try', {
      head: `catch (${error})`,
      body: [releaseStatement(release), `throw ${error}`],
    }),
    check,
  };
}

function functionOf(site: FixContext, exit: Exit): FunctionNode | null {
  const node = site.node(exit.range, () => true) ?? site.blockEndingAt(exit.range[1]);
  return node && (isFunction(node) ? node : enclosingFunction(node));
}

/** Who else a release inside the helper would concern. */
function sharing(site: FixContext, helper: FunctionNode, isThrow: boolean): 'alone' | 'others' {
  const name = idOf(helper);
  const variable = name && site.unit.variable(name);
  if (!variable || isExported(variable)) return 'others';
  const mentions = variable.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => identifier as TSESTree.Node);
  if (mentions.length === 1) return 'alone';
  return isThrow && mentions.every((mention) => isCallOf(mention) && !isGuarded(mention)) ? 'alone' : 'others';
}

/** `check(response)` or `.then(check)`. */
function isCallOf(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  if (parent?.type !== 'CallExpression') return false;
  return (
    parent.callee === mention ||
    (parent.arguments[0] === mention &&
      unwrap(parent.callee).type === 'MemberExpression' &&
      memberName(unwrap(parent.callee) as TSESTree.MemberExpression) === 'then')
  );
}

/** Somebody catches what the helper throws, and may go on with the response. */
function isGuarded(mention: TSESTree.Node): boolean {
  for (let at = mention; at.parent && !isFunction(at.parent); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler) return true;
  return false;
}
