/** What a cancel notifies: code that waits for a reader to be closed, and the object of a transform that the body is piped through. */
import type { TSESTree } from '@typescript-eslint/utils';
import { methodsNamed } from '../../protocols/capabilities.js';
import { cancelCallback, transforming } from '../../protocols/platform.js';
import { publicName } from '../../syntax/bindings.js';
import { constantOf } from '../../syntax/constants.js';
import { descendantsOf, memberName, unwrap } from '../../syntax/nodes.js';
import type { FixContext } from '../fix-context.js';

/** Whether a release would call code that waits for the end of the body, or watches over it. */
export function isWatched(site: FixContext): boolean {
  const promises = new Set(Object.values(site.protocol.handles).flatMap(({ endPromises = [] }) => endPromises));
  if (promises.size === 0) return false;
  return descendantsOf(site.unit.ast, site.unit.visitorKeys).some(
    (node) =>
      (node.type === 'MemberExpression' && promises.has(memberName(node) ?? '') && site.isCarrier(node.object)) ||
      (node.type === 'CallExpression' && isPipe(site, node) && mayBeTold(site, node.arguments[0])),
  );
}

/** `body.pipeThrough(…)` of what the finding is about. */
function isPipe(site: FixContext, { callee }: TSESTree.CallExpression): boolean {
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression') return false;
  return (
    methodsNamed(site.protocol, memberName(member) ?? '').some(({ feeds }) => feeds) && site.isCarrier(member.object)
  );
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
