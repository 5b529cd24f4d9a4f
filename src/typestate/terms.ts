/**
 * Terms: the values that conditions ask about, by what they are made of. Two expressions with one term have one value as
 * long as no variable in it is assigned, so what a path has found out of one holds for the other.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { headersProperties } from '../protocols/capabilities.js';
import { bindingOf, bindingOfVariable } from '../syntax/bindings.js';
import { functionNamed } from '../syntax/functions.js';
import { constantOf } from '../syntax/constants.js';
import { childrenOf, idOf, isFunction, isWithin, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import { isField, type Unit, type Variable } from '../syntax/unit.js';

/** Whose value is asked for: a variable, or a term that is made of some. */
export type Subject = Variable | Term;

/** Interned per file: equal terms are one object. */
export class Term {
  /** `this`, `name process`, `literal 3`, `.responseType`, `typeof`, `order`. */
  readonly operator: string;
  readonly operands: readonly Subject[];
  /** Equal for no other term of the file. */
  readonly key: string;

  constructor(operator: string, operands: readonly Subject[]) {
    this.operator = operator;
    this.operands = operands;
    this.key = `(${[operator, ...operands.map(subjectKey)].join(' ')})`;
  }

  /** The member of the operand that it is; null for what is none. */
  get member(): string | null {
    return this.operator.startsWith('.') ? this.operator.slice(1) : null;
  }
}

/** Whether a subject is, or is made of, something that satisfies the predicate. */
export const includes = (subject: Subject, isMeant: (part: Subject) => boolean): boolean =>
  isMeant(subject) || (subject instanceof Term && subject.operands.some((operand) => includes(operand, isMeant)));

/** The longest chains of members of variables that a subject is made of: `options.mode` of `options.mode > 3`. */
export function chainsIn(subject: Subject): readonly Subject[] {
  if (!(subject instanceof Term)) return [subject];
  const chains = subject.operands.flatMap(chainsIn);
  return subject.member !== null && chains.length === 1 && chains[0] === subject.operands[0] ? [subject] : chains;
}

/** A text that is the subject's alone, whatever has been asked for before it. */
export const subjectKey = (subject: Subject): string =>
  subject instanceof Term ? subject.key : `${subject.name}@${subject.identifiers[0]?.range[0] ?? ''}`;

const interned = new WeakMap<TSESTree.Program, Map<string, Term>>();

/** The term of an operator and its operands. */
export function term(unit: Unit, operator: string, ...operands: readonly Subject[]): Term {
  let terms = interned.get(unit.ast);
  if (!terms) interned.set(unit.ast, (terms = new Map<string, Term>()));
  const made = new Term(operator, operands);
  const known = terms.get(made.key);
  if (!known) terms.set(made.key, made);
  return known ?? made;
}

/** How two things compare: `<`, `=` or `>`, exactly one of them. A literal comes last. */
export function orderOf(
  unit: Unit,
  left: Subject,
  right: Subject,
): { readonly term: Term; readonly mirrored: boolean } {
  const mirrored = isLiteral(left) || (!isLiteral(right) && subjectKey(left) > subjectKey(right));
  return { term: mirrored ? term(unit, ORDER, right, left) : term(unit, ORDER, left, right), mirrored };
}

export const ORDER = 'order';

const isLiteral = (subject: Subject): boolean => subject instanceof Term && subject.operator.startsWith('literal ');

/**
 * What an expression asks about. Null for what may change by itself (a call) and for variables that closures assign;
 * what the headers of a response say does not, nor what a text contains.
 */
export function subjectOf(unit: Unit, expression: TSESTree.Node): Subject | null {
  let known = subjects.get(expression);
  if (known === undefined) subjects.set(expression, (known = find(unit, unwrap(expression))));
  return known;
}

const subjects = new WeakMap<TSESTree.Node, Subject | null>();

function find(unit: Unit, node: TSESTree.Node): Subject | null {
  const of = (operator: string, ...operands: readonly TSESTree.Node[]): Term | null => {
    const found = operands.map((operand) => subjectOf(unit, operand));
    return found.every((operand) => operand !== null) ? term(unit, operator, ...found) : null;
  };
  switch (node.type) {
    case 'Literal':
      return term(unit, `literal ${node.raw}`);
    case 'Identifier': {
      const variable = unit.variable(node);
      if (!variable || !bindingOfVariable(variable)) return term(unit, `name ${node.name}`);
      return isStable(unit, variable) ? variable : null;
    }
    case 'ThisExpression':
      return term(unit, 'this');
    case 'MemberExpression': {
      const name = memberName(node);
      return name === null ? null : of(`.${name}`, node.object);
    }
    case 'UnaryExpression':
      return node.operator === 'delete' ? null : of(node.operator, node.argument);
    case 'BinaryExpression':
      return of(node.operator, node.left, node.right);
    case 'CallExpression': {
      const { callee, arguments: args } = node;
      const same = sidesOfObjectIs(unit, node);
      if (same) return of('===', ...same);
      const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
      if (callee.type !== 'MemberExpression' || name === null) return null;
      const header = headerRead(unit, node);
      if (header !== null) return of(`.${header}`, callee.object);
      return PURE.has(name) && args.every((argument) => stringValue(argument) !== null)
        ? of(`${name}()`, callee.object, ...args)
        : null;
    }
    default:
      return null;
  }
}

/** What `Object.is(a, b)` compares, which it does as `===` unless there are two zeros or no numbers; null for other calls. */
export function sidesOfObjectIs(
  unit: Unit,
  { callee, arguments: args }: TSESTree.CallExpression,
): readonly [TSESTree.Node, TSESTree.Node] | null {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'is' || callee.object.type !== 'Identifier')
    return null;
  const [left, right] = args;
  const isPlatform = callee.object.name === 'Object' && bindingOf(unit, callee.object) === null;
  return isPlatform && left && right && !args.some(({ type }) => type === 'SpreadElement') ? [left, right] : null;
}

/** Methods of texts whose answer stays the same. */
const PURE = new Set(['includes', 'startsWith', 'endsWith', 'toLowerCase', 'toUpperCase', 'trim']);

/** Whether the result of a method of texts depends on nothing but the text and its arguments. */
export const isPure = (name: string | null): boolean => name !== null && PURE.has(name);

/** The header that `response.headers.get(name)` reads, in lower case; null for other calls. */
function headerRead(unit: Unit, { callee, arguments: args }: TSESTree.CallExpression): string | null {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'get') return null;
  const owner = constantOf(unit, callee.object);
  return owner.type === 'MemberExpression' && headersProperties.has(memberName(owner) ?? '')
    ? (stringValue(args[0])?.toLowerCase() ?? null)
    : null;
}

/**
 * Whether only the function that declares the variable assigns it, or functions that it calls by name, so that nothing
 * changes it unseen.
 */
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
  const name = isFunction(fn) ? idOf(fn) : null;
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
  const fn = functionNamed(unit, callee);
  return fn
    ? unit
        .captures(fn)
        .filter((slot): slot is Variable => !isField(slot))
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
