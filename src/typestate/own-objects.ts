/** Objects that only the function knows that has made them: what it assigns to their properties holds until it hands them on. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOfVariable } from '../syntax/bindings.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import { isLook, isPropertyRead } from '../syntax/object-uses.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { constantValue, isUnchanged } from './literals.js';
import { forget, setKnown, type State } from './state.js';
import { subjectOf } from './terms.js';
import { AbstractValue, record, SOME_OBJECT } from './values.js';

/**
 * Whether a variable holds nothing but objects that are written out where they are assigned to it, and functions other than
 * the one that declares it only read their properties.
 */
export function isOwnObject(unit: Unit, variable: Variable): boolean {
  let known = owned.get(variable);
  if (known === undefined) owned.set(variable, (known = isOwned(unit, variable)));
  return known;
}

const owned = new WeakMap<Variable, boolean>();

function isOwned(unit: Unit, variable: Variable): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value' || binding.path?.length !== 0 || isExported(variable)) return false;
  return variable.references.every((reference) => {
    const isHome = reference.from.variableScope === variable.scope.variableScope;
    return reference.isWrite()
      ? isHome && isFresh(unit, reference.writeExpr)
      : isHome || isPropertyRead(reference.identifier);
  });
}

/** Whether an expression is an object that is made there, or a constant. */
function isFresh(unit: Unit, expression: TSESTree.Node | null | undefined): boolean {
  if (!expression) return false;
  const node = unwrap(expression);
  if (node.type === 'ConditionalExpression') return isFresh(unit, node.consequent) && isFresh(unit, node.alternate);
  return node.type === 'ObjectExpression' || constantValue(unit, node).constant !== null;
}

/** The state after a use of a name: an object that may be shared from now on can change unseen. */
export function mention(unit: Unit, state: State, name: TSESTree.Identifier): State {
  const variable = state.known.size > 0 ? unit.variable(name) : undefined;
  if (!variable || state.known.get(variable)?.meaning?.kind !== 'record') return state;
  return isUnchanged(variable) || isLook(name) ? state : setKnown(state, variable, SOME_OBJECT);
}

/** What is known of an object that a variable has just been given. */
export function heldBy(unit: Unit, variable: Variable, value: AbstractValue): AbstractValue {
  if (value.meaning?.kind !== 'record' || isUnchanged(variable)) return value;
  if (!isOwnObject(unit, variable)) return SOME_OBJECT;
  return record([...value.meaning.parts].map(([name, part]) => [name, shallow(part)]));
}

/** The state once a property has been assigned: nothing else is known of it any more, nor of what is made of it. */
export function assignProperty(
  unit: Unit,
  state: State,
  target: TSESTree.MemberExpression,
  value: AbstractValue,
): State {
  const member = subjectOf(unit, target);
  const next = member === null ? state : forget(state, (part) => part === member);
  const variable = unit.variable(unwrap(target.object));
  const object = variable && next.known.get(variable);
  if (!variable || object?.meaning?.kind !== 'record') return next;
  const name = memberName(target);
  const changed = name === null ? SOME_OBJECT : record(new Map(object.meaning.parts).set(name, shallow(value)));
  return setKnown(next, variable, changed);
}

/** What is in an object that is in an object may be changed without a mention of the outer one. */
const shallow = (value: AbstractValue): AbstractValue =>
  value.meaning?.kind === 'record' || value.meaning?.kind === 'promise' ? new AbstractValue(value.set) : value;
