/** The imports and exports of a module, by its syntax alone, for ECMAScript and CommonJS modules. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ScopeManager } from '@typescript-eslint/scope-manager';
import { memberName, stringValue, unwrap } from './nodes.js';

/** A module as a whole: a namespace, or the value of `module.exports` in CommonJS. */
export const WHOLE = null;

export type Export =
  /** A declared name, an expression, or a default export's declaration. */
  | { readonly kind: 'here'; readonly node: TSESTree.Node }
  /** An export that another module has under `name`. */
  | { readonly kind: 'elsewhere'; readonly from: string; readonly name: string | typeof WHOLE };

const known = new WeakMap<TSESTree.Program, Exports>();

interface Exports {
  readonly byName: ReadonlyMap<string, Export>;
  /** The value that is assigned to `module.exports`. */
  readonly assigned: TSESTree.Expression | null;
  /** The modules whose exports are all re-exported. */
  readonly all: readonly string[];
}

/**
 * The possible sources of an export: an export that the module names, or else an export of each module that it re-exports completely.
 * Empty if it has no export of that name.
 *
 * @param name `default` for the default export; in a CommonJS module that is the value of `module.exports`
 */
export function exportsNamed(ast: TSESTree.Program, name: string | typeof WHOLE): readonly Export[] {
  const { byName, assigned, all } = exportsOf(ast);
  if (name === WHOLE) return assigned ? [{ kind: 'here', node: assigned }] : [];
  const own = byName.get(name) ?? (assigned && memberOf(assigned, name));
  if (own) return [own];
  if (name === 'default') return assigned ? [{ kind: 'here', node: assigned }] : [];
  return all.map((from) => ({ kind: 'elsewhere', from, name }));
}

function exportsOf(ast: TSESTree.Program): Exports {
  let exports = known.get(ast);
  if (!exports) known.set(ast, (exports = read(ast)));
  return exports;
}

function read(ast: TSESTree.Program): Exports {
  const byName = new Map<string, Export>();
  const all: string[] = [];
  let assigned: TSESTree.Expression | null = null;
  for (const statement of ast.body) {
    switch (statement.type) {
      case 'ExportDefaultDeclaration':
        byName.set('default', { kind: 'here', node: statement.declaration });
        break;
      case 'ExportAllDeclaration':
        if (statement.exported)
          byName.set(nameOf(statement.exported), { kind: 'elsewhere', from: statement.source.value, name: WHOLE });
        else all.push(statement.source.value);
        break;
      case 'ExportNamedDeclaration':
        for (const [name, found] of named(statement)) byName.set(name, found);
        break;
      case 'ExpressionStatement': {
        const common = commonExport(statement.expression);
        if (common?.name === WHOLE) assigned = common.value;
        else if (common) byName.set(common.name, { kind: 'here', node: common.value });
        break;
      }
      default:
    }
  }
  return { byName, assigned, all };
}

function named({ declaration, source, specifiers }: TSESTree.ExportNamedDeclaration): [string, Export][] {
  if (declaration?.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }): [string, Export][] =>
      id.type === 'Identifier' ? [[id.name, { kind: 'here', node: id }]] : [],
    );
  if (declaration)
    return 'id' in declaration && declaration.id?.type === 'Identifier'
      ? [[declaration.id.name, { kind: 'here', node: declaration.id }]]
      : [];
  return specifiers.map(({ local, exported }) => [
    nameOf(exported),
    source ? { kind: 'elsewhere', from: source.value, name: nameOf(local) } : { kind: 'here', node: local },
  ]);
}

/** `module.exports = …`, `module.exports.name = …`, `exports.name = …`, and `exports = module.exports = …`. */
function commonExport(
  expression: TSESTree.Expression,
): { readonly name: string | typeof WHOLE; readonly value: TSESTree.Expression } | null {
  if (expression.type !== 'AssignmentExpression' || expression.operator !== '=') return null;
  const { left, right } = expression;
  const inner = right.type === 'AssignmentExpression' ? commonExport(right) : null;
  if (inner) return inner;
  if (left.type !== 'MemberExpression') return null;
  const name = memberName(left);
  if (isModuleExports(left)) return { name: WHOLE, value: right };
  const owner = unwrap(left.object);
  const isExports = (owner.type === 'Identifier' && owner.name === 'exports') || isModuleExports(owner);
  return isExports && name !== null ? { name, value: right } : null;
}

/** Whether a name is exported by CommonJS: `module.exports = name`, `module.exports = { name }`, `exports.name = name`. */
export function isCommonExport(name: TSESTree.Node): boolean {
  const { parent } = name;
  if (parent?.type === 'Property' && parent.value === name)
    return parent.parent.type === 'ObjectExpression' && isCommonExport(parent.parent);
  return parent?.type === 'AssignmentExpression' && parent.right === name && commonExport(parent) !== null;
}

const isModuleExports = (node: TSESTree.Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'module' &&
  memberName(node) === 'exports';

/** A property of the object literal that is assigned to `module.exports`. */
function memberOf(assigned: TSESTree.Expression, name: string): Export | null {
  const value = unwrap(assigned);
  if (value.type !== 'ObjectExpression') return null;
  const property = value.properties.findLast((one) => one.type === 'SpreadElement' || memberName(one) === name);
  return property?.type === 'Property' && property.kind === 'init' ? { kind: 'here', node: property.value } : null;
}

const nameOf = (name: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  name.type === 'Identifier' ? name.name : name.value;

/** The modules that a file imports, exports from or requires, at any place. */
export function specifiersIn(ast: TSESTree.Program, { globalScope }: ScopeManager): string[] {
  const written = ast.body.flatMap((statement) =>
    (statement.type === 'ImportDeclaration' ||
      statement.type === 'ExportAllDeclaration' ||
      statement.type === 'ExportNamedDeclaration') &&
    statement.source
      ? [statement.source.value]
      : [],
  );
  // If the host declares the global, references to it are resolved.
  const references = [...(globalScope?.through ?? []), ...(globalScope?.set.get('require')?.references ?? [])];
  const required = references.flatMap(({ identifier }) => {
    const specifier = requiredBy((identifier as TSESTree.Identifier).parent);
    return specifier === null ? [] : [specifier];
  });
  return [...written, ...required];
}

/** `./module` in `require('./module')`, without a check that `require` is the global; null for any other node. */
export function requiredBy(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require'
    ? stringValue(node.arguments[0])
    : null;
}
