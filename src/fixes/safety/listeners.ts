/**
 * Listeners that a release would call: an unread stream never ends, so `res.on('end', …)` is not called until the body is
 * released.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { announcer, methodsNamed } from '../../protocols/capabilities.js';
import { endWatchers, listening } from '../../protocols/platform.js';
import { enclosingFunction, memberName, stringValue, unwrap } from '../../syntax/nodes.js';
import type { Place } from './reachability.js';
import type { FixContext } from '../fix-context.js';

/** A call that adds a listener for an event of the resource, or (null) for its end in any way. */
interface Hearing {
  readonly call: TSESTree.CallExpression;
  readonly event: string | null;
}

/**
 * The events of the stream that listeners have been added for by the time control comes to an exit; null among them
 * stands for any, as where a function is
 * called back once the stream has ended.
 */
export function heardBefore(site: FixContext, exits: readonly Exit[]): ReadonlySet<string | null> {
  if (!Object.values(site.protocol.handles).some(({ events }) => events !== undefined)) return new Set();
  const hearings = hearingsOf(site);
  return new Set(hearings.length === 0 ? [] : exits.flatMap((exit) => heardAt(site, exit, hearings)));
}

/** The events with a listener on some path to the exit that does not read the body. */
function heardAt(site: FixContext, exit: Exit, hearings: readonly Hearing[]): (string | null)[] {
  const place = placeOf(site, exit);
  if (!place) return hearings.map(({ event }) => event);
  const at = place.kind === 'before' ? place.node : place.block;
  const uses = site.usesOf(site.acquire);
  const sparing = new Set(uses.flatMap(({ kind, node }) => (kind === 'spares' ? [node] : [])));
  const reads = uses.flatMap(({ kind, node }) => (kind === 'ends' && !sparing.has(node) ? [node] : []));
  const isOnWay = (call: TSESTree.Node): boolean =>
    !reads.includes(call) &&
    site.reach.from(call, place, { nodes: reads }) &&
    (enclosingFunction(call) !== enclosingFunction(at) ||
      site.reach.around({ kind: 'before', node: call }, { nodes: reads }));
  return hearings.flatMap(({ call, event }) => (isOnWay(call) ? [event] : []));
}

function placeOf(site: FixContext, exit: Exit): Place | null {
  const block = exit.kind === 'end' ? site.blockEndingAt(exit.range[1]) : null;
  const node = block ?? site.node(exit.range, () => true);
  return node && (block ? { kind: 'end', block: node } : { kind: 'before', node });
}

/** All calls that listen to what the finding is about: those of the resource that the engine has seen, and those of its request. */
function hearingsOf(site: FixContext): Hearing[] {
  const mentions = site.requestVariable()?.references.map(({ identifier }) => identifier) ?? [];
  return [
    ...site.usesOf(site.acquire).flatMap(({ node }) => heard(site, node, !isOnRequest(site, node))),
    ...mentions.flatMap(({ parent }) => (parent ? heard(site, parent, false) : [])),
    ...mentions.flatMap((mention) => chainOf(mention)).flatMap((call) => heard(site, call, false)),
  ];
}

/** Whether a call is one of something that is no part of the resource, as its request is. */
function isOnRequest(site: FixContext, node: TSESTree.Node): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return callee?.type === 'MemberExpression' && !site.isCarrier(callee.object);
}

/** What a call listens for; of all that is told of a request, only its close waits for the body. */
function heard({ unit, oracle, protocol }: FixContext, call: TSESTree.Node, isResource: boolean): Hearing[] {
  if (call.type !== 'CallExpression') return [];
  if (endWatchers.has(oracle.calleeName(unit, call) ?? ''))
    return [{ call, event: isResource ? stringValue(call.arguments[1]) : null }];
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : null;
  if (name === null) return [];
  const listens = methodsNamed(protocol, name).find((method) => method.listens !== undefined)?.listens;
  if (listens !== undefined) return [{ call, event: listens }];
  const event = stringValue(call.arguments[0]);
  const isLate = isResource || event === null || announcer(protocol)?.endEvents?.includes(event) === true;
  return listening.has(name) && isLate ? [{ call, event }] : [];
}

/** The calls of a chain that begins with the node: `res.setEncoding('utf8').on('end', …)`. */
function chainOf(node: TSESTree.Node): TSESTree.CallExpression[] {
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return [];
  const call = parent.parent;
  return call.type === 'CallExpression' && call.callee === parent ? [call, ...chainOf(call)] : chainOf(parent);
}
