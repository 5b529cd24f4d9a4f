/** The declaration of a name, by the scopes of its file: the only place that reads declarations. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, type ClassNode } from './classes.js';
import { isFunction, memberName, stringValue, unwrap, type FunctionNode } from './nodes.js';
import type { Unit, Variable } from './unit.js';
import { isConstant } from './variables.js';

/** The position of a name in a pattern: `{ body: { reader: name = usual } }`. */
export interface PatternPlace {
  /**
   * The properties that lead to the name, from the outside in: `body`, `reader`; null if an array element or a rest is on
   * the path.
   */
  readonly path: readonly string[] | null;
  /** The default that applies to the name itself. */
  readonly usual: TSESTree.Expression | null;
  readonly target: TSESTree.Identifier;
}

export type Binding =
  | ValueBinding
  | ParameterBinding
  | ImportBinding
  | {
      readonly kind: 'function';
      readonly node: FunctionNode | TSESTree.TSDeclareFunction | TSESTree.TSEmptyBodyFunctionExpression;
    }
  | { readonly kind: 'class'; readonly node: ClassNode }
  | { readonly kind: 'enum'; readonly node: TSESTree.TSEnumDeclaration }
  | { readonly kind: 'type'; readonly node: TSESTree.Node }
  | { readonly kind: 'other'; readonly node: TSESTree.Node };

/** `const`, `let`, `var`, `using`: a declarator. */
export interface ValueBinding extends PatternPlace {
  readonly kind: 'value';
  readonly node: TSESTree.VariableDeclarator;
  /** The initialiser of the whole pattern. */
  readonly init: TSESTree.Expression | null;
  /** Whether it is never reassigned. */
  readonly isConstant: boolean;
}

export interface ParameterBinding extends PatternPlace {
  readonly kind: 'parameter';
  readonly fn: TSESTree.Node;
  /** The parameter as the function lists it, with its default and its pattern. */
  readonly node: TSESTree.Parameter | null;
  /** The position of the parameter; -1 if it is not a parameter of a function. */
  readonly index: number;
}

export interface ImportBinding {
  readonly kind: 'import';
  readonly node: TSESTree.ImportClause | TSESTree.TSImportEqualsDeclaration;
  /** The imported module; null for a namespace of this file. */
  readonly from: string | null;
  /** The exported name; null for the module as a whole, which its default export equals. */
  readonly imported: string | null;
}

const known = new WeakMap<Variable, Binding | null>();

/** The declaration of `name`; null for a global, a field of `this`, or a node that is not a name. */
export function bindingOf(unit: Unit, name: TSESTree.Node): Binding | null {
  const variable = unit.variable(name);
  return variable ? bindingOfVariable(variable) : null;
}

/** The same for a variable. A function is the overload with a body; a class or enum is itself, even if an interface merges with it. */
export function bindingOfVariable(variable: Variable): Binding | null {
  let binding = known.get(variable);
  if (binding === undefined) known.set(variable, (binding = read(variable)));
  return binding;
}

/** Whether the file declares the name; globals and what is no name are not declared. */
export const isDeclared = (unit: Unit, name: TSESTree.Node): boolean => bindingOf(unit, name) !== null;

/** The declarator of a variable, also where its target is a pattern; null for a parameter, a function, an import and so on. */
export function declaratorOf(variable: Variable): TSESTree.VariableDeclarator | null {
  const binding = bindingOfVariable(variable);
  return binding?.kind === 'value' ? binding.node : null;
}

type Definition = Variable['defs'][number];

function read(variable: Variable): Binding | null {
  const values = variable.defs.filter(({ type }) => type !== 'Type');
  // Of several functions with one name, overloads have no body, and the last one with a body counts.
  const def = values.findLast(({ node }) => isFunction(node)) ?? values[0] ?? variable.defs[0];
  if (!def) return null;
  switch (def.type) {
    case 'Variable':
      return def.node.type === 'VariableDeclarator' ? valueBinding(variable, def.name, def.node) : other(def);
    case 'Parameter':
      return parameterBinding(def);
    case 'ImportBinding':
      return importBinding(def.node, def.parent);
    case 'FunctionName':
      return { kind: 'function', node: def.node };
    case 'ClassName':
      return { kind: 'class', node: def.node };
    case 'TSEnumName':
      return { kind: 'enum', node: def.node };
    case 'Type':
      return { kind: 'type', node: def.node };
    default:
      return other(def);
  }
}

const other = ({ node }: Definition): Binding => ({ kind: 'other', node });

function valueBinding(variable: Variable, name: TSESTree.Node, node: TSESTree.VariableDeclarator): Binding {
  return { kind: 'value', node, init: node.init, isConstant: isConstant(variable), ...placeIn(node.id, name) };
}

function parameterBinding({ name, node: fn }: Definition): Binding {
  const params = isFunction(fn) ? fn.params : [];
  const index = params.findIndex((parameter) => placeOf(targetOf(parameter), name, [], null) !== null);
  const node = params[index] ?? null;
  return { kind: 'parameter', fn, node, index, ...placeIn(node ? targetOf(node) : name, name) };
}

const targetOf = (parameter: TSESTree.Parameter): TSESTree.Node =>
  parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;

function importBinding(
  node: TSESTree.ImportClause | TSESTree.TSImportEqualsDeclaration,
  parent: TSESTree.Node | null | undefined,
): Binding {
  if (node.type === 'TSImportEqualsDeclaration') {
    const { moduleReference } = node;
    const from = moduleReference.type === 'TSExternalModuleReference' ? stringValue(moduleReference.expression) : null;
    return { kind: 'import', node, from, imported: null };
  }
  const from = parent?.type === 'ImportDeclaration' ? parent.source.value : null;
  if (node.type !== 'ImportSpecifier') return { kind: 'import', node, from, imported: null };
  const { imported } = node;
  return { kind: 'import', node, from, imported: imported.type === 'Identifier' ? imported.name : imported.value };
}

function placeIn(pattern: TSESTree.Node, name: TSESTree.Node): PatternPlace {
  return placeOf(pattern, name, [], null)!;
}

function placeOf(
  pattern: TSESTree.Node,
  name: TSESTree.Node,
  path: readonly string[] | null,
  usual: TSESTree.Expression | null,
): PatternPlace | null {
  if (pattern === name) return { path, usual, target: name as TSESTree.Identifier };
  const firstOf = (parts: readonly (TSESTree.Node | null)[]): PatternPlace | null => {
    for (const part of parts) {
      const found = part && placeOf(part, name, null, null);
      if (found) return found;
    }
    return null;
  };
  switch (pattern.type) {
    case 'AssignmentPattern':
      return placeOf(pattern.left, name, path, pattern.right);
    case 'RestElement':
      return placeOf(pattern.argument, name, null, null);
    case 'ArrayPattern':
      return firstOf(pattern.elements);
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          const found = firstOf([property]);
          if (found) return found;
          continue;
        }
        const key = memberName(property);
        const found = placeOf(property.value, name, path && key !== null ? [...path, key] : null, null);
        if (found) return found;
      }
      return null;
    default:
      return null;
  }
}

/** The initialiser of a constant; null for a variable that changes, and for a name in a pattern. */
export function initOf(variable: Variable | undefined): TSESTree.Expression | null {
  const binding = variable && bindingOfVariable(variable);
  return binding?.kind === 'value' && binding.isConstant && binding.path?.length === 0 ? binding.init : null;
}

/**
 * The only value of a variable: the initialiser of a constant, or the only assignment to a variable that is declared without a value;
 * null for a name in a pattern.
 */
export function soleValueOf(variable: Variable): TSESTree.Expression | null {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value' || binding.path?.length !== 0) return null;
  if (binding.isConstant) return binding.init;
  const [write, ...others] = variable.references.filter((reference) => reference.isWrite());
  const assignment = write?.identifier.parent;
  return binding.init === null &&
    others.length === 0 &&
    assignment?.type === 'AssignmentExpression' &&
    assignment.left === write!.identifier
    ? assignment.right
    : null;
}

/** The class that a name declares, or that is the initialiser of a constant. */
export function classNamed(unit: Unit, name: TSESTree.Node): ClassNode | null {
  const binding = bindingOf(unit, name);
  if (binding?.kind === 'class') return binding.node;
  const init = initOf(unit.variable(name));
  return isClass(init) ? init : null;
}

const MAX_DEPTH = 4;

/**
 * The name by which other code knows a value: the name of a global, of an imported export, of a property. Null for a local
 * declaration of this file, and for a module as a whole.
 */
export function publicName(unit: Unit, expression: TSESTree.Node, depth = 0): string | null {
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') return memberName(node);
  if (node.type !== 'Identifier' || depth > MAX_DEPTH) return null;
  const binding = bindingOf(unit, node);
  switch (binding?.kind) {
    case undefined:
      return node.name;
    case 'import':
      return binding.imported;
    case 'parameter':
      return binding.path?.at(-1) ?? null;
    case 'value':
      if (!binding.path) return null;
      return (
        binding.path.at(-1) ?? (binding.isConstant && binding.init ? publicName(unit, binding.init, depth + 1) : null)
      );
    default:
      return null;
  }
}

/** The public name of the base class of a class of this file: `Error` for `class HttpError extends Error`; null for any other class. */
export function baseName(unit: Unit, node: TSESTree.Node, depth = 0): string | null {
  const base = classNamed(unit, node)?.superClass;
  if (!base || depth > MAX_DEPTH) return null;
  return publicName(unit, base) ?? baseName(unit, base, depth + 1);
}
