/** The type of a variable at a place: TypeScript narrows it by the tests on the path to the place. */
import type { TSESTree } from '@typescript-eslint/utils';
import { passedParameters } from '../../syntax/functions.js';
import { isFunction, isWithin } from '../../syntax/nodes.js';
import type { Variable } from '../../syntax/unit.js';
import { isAfterGuard } from '../../types/value-kinds.js';
import type { FixContext } from '../fix-context.js';
import type { Place } from './reachability.js';

/** Whether the type at a reference also holds at the place: the reference comes first, and no other condition guards it. */
export function holdsAt(mention: TSESTree.Node, place: Place): boolean {
  const at = place.kind === 'end' ? place.block : place.node;
  const limit = at.range[place.kind === 'end' ? 1 : 0];
  return mention.range[1] <= limit && isWithin(at, branchAround(mention));
}

/** The smallest conditional part of the code around a node, or the file. */
function branchAround(node: TSESTree.Node): TSESTree.Node {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (
      isFunction(at) ||
      at.type === 'SwitchCase' ||
      at.type === 'CatchClause' ||
      (parent.type === 'IfStatement' && parent.test !== at) ||
      (parent.type === 'ConditionalExpression' && parent.test !== at) ||
      (parent.type === 'LogicalExpression' && parent.right === at) ||
      isBodyOfLoop(at, parent)
    )
      return at;
    if (parent.type === 'Program') return parent;
  }
  return node;
}

function isBodyOfLoop(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return parent.body === node;
    default:
      return false;
  }
}

/**
 * Whether a type guard before the place accepts the whole type of the variable, so that the type is `never` if the guard
 * returns false: `isFine(response)`, declared as `response is Response`.
 */
export function isGuardedAway(site: FixContext, variable: Variable, place: Place): boolean {
  return variable.references.some(({ identifier }) => {
    const mention = identifier as TSESTree.Node;
    const { parent } = mention;
    return (
      parent?.type === 'CallExpression' &&
      parent.callee !== mention &&
      holdsAt(mention, place) &&
      (isAfterGuard(site.unit, parent, mention) ?? hasRoom(site, parent, mention))
    );
  });
}

/** The same by the return type of the function, if there are no types. */
function hasRoom({ unit, oracle, protocol }: FixContext, call: TSESTree.CallExpression, given: TSESTree.Node): boolean {
  const definition = oracle.definition(unit, call.callee);
  if (definition?.kind !== 'function') return false;
  const { returnType } = definition.node;
  const predicate = returnType?.typeAnnotation;
  if (predicate?.type !== 'TSTypePredicate' || predicate.asserts) return false;
  const index = call.arguments.findIndex((argument) => argument === given);
  const parameter = passedParameters(definition.node)[index];
  const type = predicate.typeAnnotation?.typeAnnotation;
  return (
    parameter?.type === 'Identifier' &&
    predicate.parameterName.type === 'Identifier' &&
    predicate.parameterName.name === parameter.name &&
    type?.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    (protocol.handles[protocol.root]?.classes ?? []).includes(type.typeName.name)
  );
}
