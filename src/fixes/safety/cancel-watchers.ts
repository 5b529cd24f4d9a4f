/** What a cancel notifies: code that waits for a reader to be closed, and the object of a transform that the body is piped through. */
import type { TSESTree } from '@typescript-eslint/utils';
import { methodsNamed } from '../../protocols/capabilities.js';
import { cancelCallback, transforming } from '../../protocols/platform.js';
import { publicName } from '../../syntax/bindings.js';
import { constantOf } from '../../syntax/constants.js';
import { descendantsOf, memberName, unwrap } from '../../syntax/nodes.js';
import type { Protocol } from '../../protocols/index.js';
import type { FixContext } from '../fix-context.js';

/** Whether a release would call code that waits for the end of the body, or watches over it. */
export function isWatched(site: FixContext): boolean {
  const { asked, piped } = watchersFor(site);
  return (
    asked.some(({ object }) => site.isCarrier(object)) ||
    piped.some((call) => site.isCarrier(feeds(site.protocol, call)!) && mayBeTold(site, call.arguments[0]))
  );
}

/** The places of a file that watch over the resources of a protocol, if they have one. */
interface Watchers {
  /** `reader.closed` */
  readonly asked: readonly TSESTree.MemberExpression[];
  readonly piped: readonly TSESTree.CallExpression[];
}

const known = new WeakMap<TSESTree.Program, Map<Protocol, Watchers>>();

/** Looked for once in a file, not for each finding. */
function watchersFor({ unit, protocol }: FixContext): Watchers {
  let byProtocol = known.get(unit.ast);
  if (!byProtocol) known.set(unit.ast, (byProtocol = new Map<Protocol, Watchers>()));
  let watchers = byProtocol.get(protocol);
  if (!watchers) {
    const promises = new Set(Object.values(protocol.handles).flatMap(({ endPromises = [] }) => endPromises));
    const nodes = promises.size > 0 ? [...descendantsOf(unit.ast, unit.visitorKeys)] : [];
    watchers = {
      asked: nodes.filter(
        (node): node is TSESTree.MemberExpression =>
          node.type === 'MemberExpression' && promises.has(memberName(node) ?? ''),
      ),
      piped: nodes.filter(
        (node): node is TSESTree.CallExpression => node.type === 'CallExpression' && feeds(protocol, node) !== null,
      ),
    };
    byProtocol.set(protocol, watchers);
  }
  return watchers;
}

/** `body` of `body.pipeThrough(…)`; null for other calls. */
function feeds(protocol: Protocol, { callee }: TSESTree.CallExpression): TSESTree.Expression | null {
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression') return null;
  return methodsNamed(protocol, memberName(member) ?? '').some((method) => method.feeds) ? member.object : null;
}

/** Whether a transform may have a callback for cancels: what is made out of sight may. */
function mayBeTold({ unit, oracle }: FixContext, transform: TSESTree.Node | undefined): boolean {
  const made = transform && constantOf(unit, transform);
  if (made?.type !== 'NewExpression') return true;
  if (transforming.has(publicName(unit, made.callee) ?? '')) return false;
  const [watcher] = made.arguments;
  if (oracle.definition(unit, made.callee) !== null) return true;
  if (!watcher) return false;
  const object = constantOf(unit, watcher);
  return (
    object.type !== 'ObjectExpression' ||
    object.properties.some((property) => property.type === 'SpreadElement' || memberName(property) === cancelCallback)
  );
}
