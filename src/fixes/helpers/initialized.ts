/** Whether a name of a module already has its value when a call in the file runs. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOfVariable } from '../../syntax/bindings.js';
import { descendantsOf, enclosingFunction, isFunction, isWithin } from '../../syntax/nodes.js';
import type { Unit, Variable } from '../../syntax/unit.js';

/** Whether what a variable of the module is given at the start is there by the time a call in the file acquires something. */
export function isInitialized(unit: Unit, variable: Variable, acquire: TSESTree.Node): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value') return true;
  const declaration = unit.ast.body.find((statement) => isWithin(binding.node, statement));
  if (!declaration || (enclosingFunction(acquire) === null && acquire.range[0] < declaration.range[1])) return false;
  return unit.ast.body
    .slice(0, unit.ast.body.indexOf(declaration))
    .every((statement) => runsNothing(unit, statement, 0));
}

const MAX_DEPTH = 4;

/** What runs code that is not in sight of the statement. */
const RUNNING: ReadonlySet<string> = new Set([
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'TaggedTemplateExpression',
  'Decorator',
]);

/** Whether what a statement of the module does by itself cannot run a function of the file: it calls none, and gives none away. */
function runsNothing(unit: Unit, statement: TSESTree.Node, depth: number): boolean {
  return [statement, ...descendantsOf(statement, unit.visitorKeys, (node) => !isFunction(node))].every(
    (node) => !RUNNING.has(node.type) || isForeign(unit, node, depth),
  );
}

/** Whether an expression is made of nothing that leads to a function of the file. */
function isForeign(unit: Unit, expression: TSESTree.Node, depth: number): boolean {
  return [expression, ...descendantsOf(expression, unit.visitorKeys)].every((node) => {
    if (isFunction(node)) return false;
    const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
    const binding = variable && bindingOfVariable(variable);
    if (!binding || binding.kind === 'import') return true;
    return (
      binding.kind === 'value' &&
      depth < MAX_DEPTH &&
      (binding.init === null || isForeign(unit, binding.init, depth + 1))
    );
  });
}
