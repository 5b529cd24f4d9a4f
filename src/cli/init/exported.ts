/** What an ESLint configuration exports, where it can be extended without running it. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { ParsedConfig } from './parsed.js';

export type ModuleKind = 'esm' | 'commonjs';

/** The place of the configurations in the text. */
export type Exported =
  | {
      /** The elements of an array, or the arguments of a call that takes any number of configurations. */
      readonly kind: 'list';
      readonly module: ModuleKind;
      readonly items: readonly TSESTree.Node[];
      /** Where the bracket stands that closes it. */
      readonly close: number;
    }
  | {
      /** A single configuration. */
      readonly kind: 'object';
      readonly module: ModuleKind;
      readonly node: TSESTree.ObjectExpression;
    };

/** A function that takes configurations, arrays of them, or both, and returns a configuration that ESLint accepts. */
interface Composer {
  /** How many of its first arguments are no configurations. */
  readonly options: number;
}

/** By the module and the name of its export; `*` for the value of `require`. */
const COMPOSERS: ReadonlyMap<string, Composer> = new Map([
  ['eslint/config#defineConfig', { options: 0 }],
  ['typescript-eslint#config', { options: 0 }],
  ['@vue/eslint-config-typescript#defineConfigWithVueTs', { options: 0 }],
  ['@antfu/eslint-config#default', { options: 1 }],
  ['@antfu/eslint-config#antfu', { options: 1 }],
]);
/** Nuxt writes this module into the project. */
const NUXT = /\.nuxt\/eslint\.config\.mjs#default$/;

/** Null where the form of the configuration is not known, so that it has to be edited by hand. */
export function exportedBy({ ast }: ParsedConfig): Exported | null {
  for (const statement of ast.body) {
    if (statement.type === 'ExportDefaultDeclaration') return placeOf(statement.declaration, 'esm', ast);
    if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      const meant = statement.specifiers.find(({ exported }) => nameOf(exported) === 'default');
      if (meant) return placeOf(meant.local, 'esm', ast);
    }
  }
  const assigned = ast.body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' &&
    statement.expression.type === 'AssignmentExpression' &&
    isModuleExports(statement.expression.left)
      ? [statement.expression.right]
      : [],
  );
  return assigned.length === 1 ? placeOf(assigned[0]!, 'commonjs', ast) : null;
}

function placeOf(node: TSESTree.Node, module: ModuleKind, ast: TSESTree.Program): Exported | null {
  const value = unwrapped(node);
  switch (value.type) {
    case 'ArrayExpression':
      return listOf(value.elements, value.range[1] - 1, module);
    case 'ObjectExpression':
      return { kind: 'object', module, node: value };
    case 'AwaitExpression':
      return placeOf(value.argument, module, ast);
    case 'CallExpression':
      return argumentsOf(value, module, ast);
    case 'Identifier': {
      const init = initializerOf(value.name, ast);
      return init && placeOf(init, module, ast);
    }
    default:
      return null;
  }
}

function argumentsOf(call: TSESTree.CallExpression, module: ModuleKind, ast: TSESTree.Program): Exported | null {
  const origin = originOf(call.callee, ast);
  const composer =
    origin === null ? undefined : (COMPOSERS.get(origin) ?? (NUXT.test(origin) ? { options: 0 } : undefined));
  if (!composer || call.arguments.length < composer.options) return null;
  const [only] = call.arguments;
  const inner = only && unwrapped(only);
  if (call.arguments.length === 1 && composer.options === 0 && inner?.type === 'ArrayExpression')
    return placeOf(inner, module, ast);
  return listOf(call.arguments, call.range[1] - 1, module);
}

function listOf(items: readonly (TSESTree.Node | null)[], close: number, module: ModuleKind): Exported | null {
  const there = items.filter((item) => item !== null);
  return there.length === items.length ? { kind: 'list', module, items: there, close } : null;
}

/** The value of a variable of the module that is declared once. */
function initializerOf(name: string, ast: TSESTree.Program): TSESTree.Expression | null {
  const [first, ...others] = declaratorsOf(ast).filter(({ id }) => id.type === 'Identifier' && id.name === name);
  return others.length === 0 ? (first?.init ?? null) : null;
}

function declaratorsOf(ast: TSESTree.Program): TSESTree.VariableDeclarator[] {
  return ast.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    return declared?.type === 'VariableDeclaration' ? declared.declarations : [];
  });
}

/** Where a function comes from, as `module#export`; null if no module has it. */
function originOf(node: TSESTree.Node, ast: TSESTree.Program): string | null {
  if (node.type === 'CallExpression') {
    const [module] = node.arguments;
    const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
    return isRequire && module?.type === 'Literal' && typeof module.value === 'string' ? `${module.value}#*` : null;
  }
  if (node.type === 'MemberExpression') {
    const [, module] = /^(.+)#(?:\*|default)$/.exec(originOf(node.object, ast) ?? '') ?? [];
    const name = node.computed || node.property.type !== 'Identifier' ? undefined : node.property.name;
    return module === undefined || name === undefined ? null : `${module}#${name}`;
  }
  return node.type === 'Identifier' ? (importedAs(node.name, ast) ?? requiredAs(node.name, ast)) : null;
}

function importedAs(name: string, ast: TSESTree.Program): string | null {
  for (const statement of ast.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    const specifier = statement.specifiers.find(({ local }) => local.name === name);
    if (!specifier) continue;
    const exported =
      specifier.type === 'ImportSpecifier'
        ? nameOf(specifier.imported)
        : specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : '*';
    return `${statement.source.value}#${exported}`;
  }
  return null;
}

function requiredAs(name: string, ast: TSESTree.Program): string | null {
  for (const { id, init } of declaratorsOf(ast)) {
    if (!init) continue;
    if (id.type === 'Identifier' && id.name === name) return originOf(init, ast);
    if (id.type !== 'ObjectPattern') continue;
    const property = id.properties.find(
      (one) => one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === name,
    );
    const [, module] = /^(.+)#\*$/.exec(originOf(init, ast) ?? '') ?? [];
    if (property?.type === 'Property' && property.key.type === 'Identifier' && module !== undefined)
      return `${module}#${property.key.name}`;
  }
  return null;
}

function unwrapped(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return unwrapped(node.expression);
    default:
      return node;
  }
}

function isModuleExports(node: TSESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'exports'
  );
}

const nameOf = (node: TSESTree.Identifier | TSESTree.StringLiteral): string =>
  node.type === 'Identifier' ? node.name : node.value;
