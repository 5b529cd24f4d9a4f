/** Recognises an injected `fetch` of unknown type by its name and by the use of its result. */
import type { TSESTree } from '@typescript-eslint/utils';
import { injectable } from '../protocols/index.js';
import { bindingOf } from '../syntax/bindings.js';
import { isFunction, memberName, outermost, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isOwnModule } from './entity.js';
import { annotationOfExpression } from './signatures.js';

/** The properties and reading methods of a fetch response; other kinds of responses lack one of the two. */
const { properties = {}, methods = {} } = injectable.protocol.handles[injectable.protocol.root]!;
const FACTS = new Set(
  Object.keys(properties).filter((name) => properties[name] === 'ok' || properties[name] === 'status'),
);
const READERS = new Set(Object.keys(methods).filter((name) => methods[name]!.effect === 'consume'));

/**
 * Whether the callee shadows the global `fetch` under the same name (as a parameter, a variable, or an import from the user's
 * own files), this file does not tell what it is, and the result is used as a response: its `ok` or `status` is tested, and it
 * is read by a method of a body.
 */
export function isFetchByUsage(unit: Unit, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  if (callee.type !== 'Identifier' || callee.name !== injectable.name) return false;
  const binding = bindingOf(unit, callee);
  const isOwnImport = binding?.kind === 'import' && binding.from !== null && isOwnModule(binding.from);
  if (!isOwnImport && binding?.kind !== 'parameter' && binding?.kind !== 'value') return false;
  return isOpaque(unit, annotationOfExpression(unit, callee)) && isUsedAsResponse(unit, call);
}

/** Not annotated, `any`, or with a type of another file. */
function isOpaque(unit: Unit, annotation: TSESTree.TypeNode | undefined): boolean {
  if (!annotation || annotation.type === 'TSAnyKeyword') return true;
  return (
    annotation.type === 'TSTypeReference' &&
    annotation.typeName.type === 'Identifier' &&
    bindingOf(unit, annotation.typeName)?.kind === 'import'
  );
}

function isUsedAsResponse(unit: Unit, call: TSESTree.CallExpression): boolean {
  const response = responseOf(unit, call);
  if (!response) return false;
  const uses = response.references
    .map(({ identifier }) => identifier.parent)
    .filter((parent): parent is TSESTree.MemberExpression => parent?.type === 'MemberExpression');
  const isCalled = (use: TSESTree.MemberExpression): boolean =>
    use.parent.type === 'CallExpression' && use.parent.callee === use;
  return (
    uses.some((use) => FACTS.has(memberName(use) ?? '') && !isCalled(use)) &&
    uses.some((use) => READERS.has(memberName(use) ?? '') && isCalled(use))
  );
}

/** The variable that gets the response: of `const res = await fetch(url)`, or of the callback of `fetch(url).then(…)`. */
function responseOf(unit: Unit, call: TSESTree.CallExpression): Variable | undefined {
  const { parent } = call;
  if (parent.type === 'MemberExpression' && memberName(parent) === 'then' && parent.parent.type === 'CallExpression') {
    const callback = parent.parent.arguments[0] && unwrap(parent.parent.arguments[0]);
    return isFunction(callback) && callback.params[0] ? unit.variable(callback.params[0]) : undefined;
  }
  if (parent.type !== 'AwaitExpression') return undefined;
  const value = outermost(parent);
  const holder = value.parent;
  if (holder?.type === 'VariableDeclarator') return unit.variable(holder.id);
  return holder?.type === 'AssignmentExpression' && holder.right === value ? unit.variable(holder.left) : undefined;
}
