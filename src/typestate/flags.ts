/** Constants that are made of two others, `const isParsed = transform || hasHooks`: what their outcome says of the two. */
import type { TSESTree } from '@typescript-eslint/utils';
import { constantOf } from '../syntax/constants.js';
import type { Unit } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { assume, decided } from './conditions.js';
import type { State } from './state.js';
import { goes, type Step } from './step.js';
import { testOf } from './value-of.js';

/** What becomes of a path on which the constant has come out as `outcome`; any other test says nothing here. */
export function assumeParts(unit: Unit, state: State, test: TSESTree.Node, outcome: boolean): Step {
  const made = test.type === 'Identifier' ? constantOf(unit, test) : null;
  if (made?.type !== 'LogicalExpression' || made.operator === '??') return goes(state);
  const { left, right } = made;
  if (!isFixed(unit, left) || !isFixed(unit, right)) return goes(state);
  const known = (part: TSESTree.Node): boolean | null => decided(state, testOf(unit, state, part));
  // Either alone could have made it so, unless the other one has not.
  const isAlone = (made.operator === '||') === outcome;
  const parts = isAlone
    ? [...(known(right) === !outcome ? [left] : []), ...(known(left) === !outcome ? [right] : [])]
    : [left, right];
  return parts.reduce<Step>(
    (step, part) => (step.kind === 'goes' ? assume(step.state, testOf(unit, step.state, part), outcome) : step),
    goes(state),
  );
}

/** Whether an expression is the name of a variable that is never reassigned. */
function isFixed(unit: Unit, node: TSESTree.Node): boolean {
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  return variable !== undefined && isConstant(variable);
}
