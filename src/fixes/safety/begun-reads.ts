/**
 * Reads of a part of the body that have begun, and whose result other code gets later: a cancel settles them at once, as if the
 * body had ended, and what they would have given is lost.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { methodsNamed } from '../../protocols/capabilities.js';
import { memberName, outermost, unwrap } from '../../syntax/nodes.js';
import { isAwaitedInPlace, isRace } from '../../syntax/promises.js';
import type { FixContext } from '../fix-context.js';

/** Whether the promise of a part of the body is kept, passed on or returned, so that it is not known where it is over. */
export const hasBegunRead = (site: FixContext): boolean =>
  site
    .usesOf(site.acquire)
    .some(({ node }) => isPartialRead(site, node) && !isAwaitedAtOnce(node) && !isAwaitedByName(site, node));

/** `reader.read()` */
function isPartialRead({ protocol }: FixContext, node: TSESTree.Node): node is TSESTree.CallExpression {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  return (
    callee?.type === 'MemberExpression' &&
    methodsNamed(protocol, memberName(callee) ?? '').some(
      ({ effect, returns, touches }) =>
        effect === 'borrow' && touches !== undefined && typeof returns === 'object' && 'promise' in returns,
    )
  );
}

/** `await reader.read()`, and `await Promise.race([reader.read(), timeout])`: no other code has the promise. */
function isAwaitedAtOnce(call: TSESTree.Node): boolean {
  const { parent } = outermost(call);
  return isAwaitedInPlace(parent?.type === 'ArrayExpression' && isRace(parent.parent) ? parent.parent : call);
}

/** `const part = reader.read(); …; await part`: each mention of it waits, which the paths show. */
function isAwaitedByName({ unit }: FixContext, call: TSESTree.Node): boolean {
  const declarator = outermost(call).parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return false;
  const mentions = unit.variable(declarator.id)?.references.filter(({ init }) => init !== true) ?? [];
  return mentions.every(({ identifier }) => outermost(identifier as TSESTree.Node).parent?.type === 'AwaitExpression');
}
