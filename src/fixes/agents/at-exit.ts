/** Agents that the code closes on other paths: closed at the exits that leak it, so that no path closes it twice. */
import type { Exit } from '../../findings/finding.js';
import { enclosingFunction, isWithin } from '../../syntax/nodes.js';
import { quiescenceOf } from './quiescence.js';
import { anchorOf } from '../release/exit-anchors.js';
import { keptOf } from '../release/finally.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertAtEnd, insertBefore } from '../text/insert.js';
import { releaseStatement } from '../text/print.js';
import { mentionsOf } from '../release/choice.js';

/** Above this number of exits one `finally` is easier to read. */
const MANY = 2;

/** `agent.close().catch(() => {});` before a `throw` that leaves out the close further down. */
export function planAgentAtExit(site: FixContext, exits: readonly Exit[]): readonly Part[] {
  const kept = keptOf(site);
  if ('refused' in kept) return [kept];
  const { held, isOptional } = kept;
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  const uses = site.uses.of(held.variable, held.path);
  const isHere = (fn: ReturnType<typeof enclosingFunction>): boolean => fn === enclosingFunction(site.acquire);
  const closes = uses.filter(({ inner, node }) => inner === 'end' && isHere(enclosingFunction(node)));
  if (closes.length === 0) return [refuse('no other path closes it')];
  if (exits.length > MANY || isOptional || held.holder.promise) return [refuse('a `finally` is easier to read')];
  if (!uses.every((use) => quiescenceOf(site, use, form) === 'here'))
    return [refuse('it is also stored or handed on, and other code may still need it')];
  const release = site.releases.held(held, { canAwait: false, swallow: true, maybeRead: true, nullable: false });
  if (!release) return [refuse('no release can be written for this client')];
  return exits.map((exit): Part => {
    const anchor = exit.kind === 'exception' ? null : anchorOf(site, exit);
    if (!anchor || anchor.kind === 'arrow' || !isHere(enclosingFunction(anchor.node)))
      return refuse('there is no statement before which the release can be written');
    const place =
      anchor.kind === 'end'
        ? { kind: 'end' as const, block: anchor.node }
        : { kind: 'before' as const, node: anchor.node };
    if (closes.some(({ node }) => site.reach.from(node, place, { nodes: [site.acquire] })))
      return refuse('it may already be closed there');
    if (anchor.kind === 'end')
      return { edits: insertAtEnd(site, anchor.node, [releaseStatement(release)]), check: null };
    const isUsed = mentionsOf(held).some(({ node }) => isWithin(node, anchor.node));
    return isUsed
      ? refuse('the returned value uses it')
      : { edits: insertBefore(site, anchor.node, [releaseStatement(release)]), check: null };
  });
}
