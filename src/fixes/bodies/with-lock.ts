/**
 * Readers that give their lock back and leave the body open: it is cancelled where the lock is released, which every
 * way out comes by.
 */
import { enclosingFunction, unwrap } from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import { splitsSection } from '../safety/atomicity.js';
import { hasRelease } from '../release/existing.js';
import { statementsOf } from '../release/finally.js';
import { refuse, type FixContext, type Held, type Part } from '../fix-context.js';
import { insertBefore } from '../text/insert.js';
import { releaseStatement } from '../text/print.js';
import type { Place } from '../safety/reachability.js';
import { isAlone, SHARED } from '../safety/sharing.js';

/** `finally { reader.releaseLock(); }`: cancels through the reader first. What has been read to its end is cancelled without effect. */
export function planReleaseWithLock(site: FixContext): Part {
  const unlocking = site.resourceUses.filter(({ kind }) => kind === 'unlocks');
  const [unlock] = unlocking;
  if (!unlock || unlocking.length > 1)
    return refuse('the lock of the reader is released in several places, or in none');
  const statement = unlock.node.parent;
  if (statement?.type !== 'ExpressionStatement' || statementsOf(statement.parent).length === 0)
    return refuse('the call that releases the lock is not a statement of its own');
  // A branch would wait for the other one.
  if ([...unlock.states].some(({ duty }) => duty.branches > 0)) return refuse('the body was split by a clone or a tee');
  const held = readerOf(site, unlock.node);
  if (!held) return refuse('the reader is not kept in a constant');
  const place: Place = { kind: 'before', node: statement };
  if (!site.canAwait(statement) || splitsSection(site, place)) return refuse('an `await` is not possible there');
  const release = site.releases.held(held, { canAwait: true, swallow: true, maybeRead: false, nullable: false });
  if (!release) return refuse(site.releases.whyNone(held.holder.handle));
  if (hasRelease(site.unit, statement.parent, release)) return refuse('the release is already there');
  const fn = enclosingFunction(statement);
  const isOwn = fn === enclosingFunction(site.acquire);
  return {
    edits: insertBefore(site, statement, [releaseStatement(release)]),
    check: isOwn || (fn && isAlone(site.unit, fn, false)) ? null : SHARED,
  };
}

/** The reader whose method a call is. */
function readerOf(site: FixContext, call: (typeof site)['acquire']): Held | null {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : null;
  const reader = callee?.type === 'MemberExpression' ? unwrap(callee.object) : null;
  const variable = reader?.type === 'Identifier' ? site.unit.variable(reader) : undefined;
  if (!variable || !isConstant(variable)) return null;
  const { name } = variable;
  const handle = Object.entries(site.protocol.handles).find(
    ([, { holdsLock, methods = {} }]) => holdsLock && Object.values(methods).some(({ unlocks }) => unlocks),
  );
  return handle ? site.held({ expression: name, handle: handle[0], promise: false }, call) : null;
}
