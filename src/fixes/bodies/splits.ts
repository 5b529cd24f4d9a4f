/** Bodies in two: a clone and its original, the branches of a tee. One read to the end is enough; otherwise both are cancelled. */
import { methodsNamed } from '../../protocols/capabilities.js';
import { declaratorOf } from '../../syntax/bindings.js';
import { memberName, unwrap } from '../../syntax/nodes.js';
import type { Held, FixContext } from '../fix-context.js';
import { printTogether, type Statement } from '../text/print.js';
import type { ReleaseContext } from '../release/release.js';

/** The holders among which a body was split; fewer than two where it was not. */
export function splitHolders(site: FixContext, all: readonly Held[]): Held[] {
  const branches = all.filter(({ holder }) => site.protocol.handles[holder.handle]?.branch);
  if (branches.length > 1) return branches;
  const whole = all.filter(({ holder }) => holder.handle === site.protocol.root && !holder.promise);
  return whole.some((held) => isClone(site, held)) ? whole : [];
}

/** Waiting for one branch alone would wait for the other: all at once, or none awaited. */
export function releaseSplit(site: FixContext, holders: readonly Held[], context: ReleaseContext): Statement | null {
  const releases = holders.map((held) => site.releases.held(held, { ...context, maybeRead: false }));
  return releases.every((release) => release !== null) ? printTogether(releases, context) : null;
}

function isClone({ protocol }: FixContext, { variable }: Held): boolean {
  const given = declaratorOf(variable)?.init;
  if (!given) return false;
  const init = unwrap(given);
  const name =
    init.type === 'CallExpression' && init.callee.type === 'MemberExpression' ? memberName(init.callee) : null;
  return name !== null && methodsNamed(protocol, name).some(({ splits }) => splits);
}
