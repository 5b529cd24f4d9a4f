/** Facts that are known only by having been asked: how they are named, and what follows from some of them for others. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isFunction, isWithin, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { State } from './state.js';

/**
 * A text that is equal for conditions that stay equal while the variables in it are not assigned; `not …` for the
 * opposite of another. Null for what may change by itself (a call) and for variables that closures assign.
 */
export function termOf(unit: Unit, expression: TSESTree.Node): string | null {
  let known = canonicals.get(expression);
  if (known === undefined) canonicals.set(expression, (known = render(unit, unwrap(expression))));
  return known;
}

const canonicals = new WeakMap<TSESTree.Node, string | null>();

function render(unit: Unit, node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'Literal':
      return `${typeof node.value}:${String(node.value)}`;
    case 'Identifier': {
      const variable = unit.variable(node);
      if (!variable?.defs.length) return node.name;
      return isStable(unit, variable) ? variableToken(unit, variable) : null;
    }
    case 'ThisExpression':
      return 'this';
    case 'MemberExpression': {
      const owner = termOf(unit, node.object);
      const name = memberName(node);
      return owner === null || name === null ? null : `${owner}.${name}`;
    }
    case 'UnaryExpression': {
      const inner = termOf(unit, node.argument);
      return inner === null || node.operator === 'delete' ? null : `(${node.operator} ${inner})`;
    }
    case 'BinaryExpression':
      return renderBinary(unit, node);
    default:
      return null;
  }
}

/** How facts mention a variable, so that an assignment can find them. */
export const variableToken = (unit: Unit, variable: Variable): string => `«${unit.id(variable)}»`;

/** Whether only the function that declares the variable assigns it, or functions that it calls by name, so that nothing changes it unseen. */
export function isStable(unit: Unit, variable: Variable): boolean {
  const home = variable.scope.variableScope;
  return variable.references.every(
    (reference) =>
      !reference.isWrite() ||
      reference.from.variableScope === home ||
      isOnlyCalled(unit, reference.from.variableScope.block, home),
  );
}

/** Whether a function is never given away: all that its maker does is call it. */
function isOnlyCalled(unit: Unit, fn: TSESTree.Node, home: Variable['scope']): boolean {
  const name = isFunction(fn)
    ? fn.type === 'FunctionDeclaration'
      ? fn.id
      : fn.parent.type === 'VariableDeclarator'
        ? fn.parent.id
        : null
    : null;
  const references = (name && unit.variable(name)?.references) ?? [];
  return (
    references.length > 0 &&
    references.every(
      ({ identifier, init, from }) =>
        init === true ||
        (from.variableScope === home &&
          identifier.parent?.type === 'CallExpression' &&
          identifier.parent.callee === identifier),
    )
  );
}

/** The variables that a function called by its name assigns besides its own. */
export function assignedBy(unit: Unit, callee: TSESTree.Node): readonly Variable[] {
  const def = callee.type === 'Identifier' ? unit.variable(callee)?.defs[0]?.node : undefined;
  const fn = def?.type === 'VariableDeclarator' ? def.init : def;
  return isFunction(fn)
    ? unit
        .captures(fn)
        .filter(({ references }) =>
          references.some((reference) => reference.isWrite() && isWithin(reference.identifier, fn)),
        )
    : [];
}

/** Whether a test asks for a variable that other functions than the one that declares it assign. */
export function asksForOthers(unit: Unit, test: TSESTree.Node): boolean {
  const variable = test.type === 'Identifier' ? unit.variable(test) : undefined;
  if (!variable) return childrenOf(test, unit.visitorKeys).some((child) => asksForOthers(unit, child));
  return variable.references.some(
    (reference) => reference.isWrite() && reference.from.variableScope !== variable.scope.variableScope,
  );
}

function renderBinary(unit: Unit, node: TSESTree.BinaryExpression): string | null {
  const sides = [termOf(unit, node.left), termOf(unit, node.right)];
  let { operator } = node;
  // `3 > n` is `n < 3`; of two that are no literals, either may be written first.
  const mirrored = Object.hasOwn(MIRRORED, operator) ? MIRRORED[operator] : undefined;
  if (
    mirrored !== undefined &&
    sides[0] &&
    sides[1] &&
    (LITERAL.test(sides[0]) || (!LITERAL.test(sides[1]) && sides[0] > sides[1]))
  ) {
    sides.reverse();
    operator = mirrored;
  }
  const [left, right] = sides;
  if (!left || !right) return null;
  switch (operator) {
    case '!==':
      return `not ${left} === ${right}`;
    case '!=':
      return `not ${left} == ${right}`;
    case '<=':
      return `not ${left} > ${right}`;
    case '>=':
      return `not ${left} < ${right}`;
    default:
      return `${left} ${operator} ${right}`;
  }
}

/** How the key of a literal begins. */
const LITERAL = /^(?:string|number|boolean|object|bigint):/;

/** Comparisons that mean the same with their sides exchanged, by what they are then. */
export const MIRRORED: Readonly<Record<string, TSESTree.BinaryExpression['operator']>> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
  '===': '===',
  '!==': '!==',
  '==': '==',
  '!=': '!=',
};

/** `«1» < «2» is truthy`. */
const ORDERED = /^(.+) (<|===|>) (.+) is truthy$/;

const ORDER = ['<', '===', '>'];

/** What a path knows of a fact: because it has been asked, or because of two things that are ordered exactly one of `<`, `===` and `>` holds. */
export function answerOf(known: State['known'], key: string): boolean | null {
  const asked = known.get(key);
  if (asked?.kind === 'constant') return asked.value;
  const [, left, operator, right] = ORDERED.exec(key) ?? [];
  if (operator === undefined) return null;
  const others = ORDER.filter((one) => one !== operator).map((one) => known.get(`${left!} ${one} ${right!} is truthy`));
  if (others.some((one) => one?.kind === 'constant' && one.value)) return false;
  return others.every((one) => one?.kind === 'constant') ? true : null;
}

/** Whether a path has denied that `node` is any of the values, which are all that its type allows. */
export function isExhausted(
  unit: Unit,
  known: State['known'],
  node: TSESTree.Node,
  values: readonly unknown[],
): boolean {
  const subject = termOf(unit, node);
  return (
    subject !== null &&
    values.length > 0 &&
    values.every((value) => answerOf(known, `${subject} === ${typeof value}:${String(value)} is truthy`) === false)
  );
}
