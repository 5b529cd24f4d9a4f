/** Resolves an import to its place in the imported file: what the checker does, for a file without types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, type ImportBinding, type ValueBinding } from '../syntax/bindings.js';
import { exportsNamed, requiredBy, WHOLE } from '../syntax/modules.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit, Wanted } from '../syntax/unit.js';

/** A name or an expression in a file. */
export interface Place {
  readonly unit: Unit;
  readonly node: TSESTree.Node;
}

/** The maximum number of re-exports that are followed. */
const MAX_DEPTH = 8;

/**
 * The place of an imported name or member in the file that defines it; null if it is not imported, if the file cannot be read or
 * is not `wanted`, and always with types.
 */
export function importedPlace(unit: Unit, expression: TSESTree.Node, wanted: Wanted, depth = 0): Place | null {
  if (!unit.imports || depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier': {
      const binding = bindingOf(unit, node);
      if (binding?.kind === 'import') return importOf(unit, binding, wanted, depth);
      return binding?.kind === 'value' ? requiredOf(unit, binding, wanted, depth) : null;
    }
    case 'MemberExpression': {
      const name = memberName(node);
      const module = name === null ? null : moduleOf(unit, node.object, wanted, depth);
      return module && exported(module, name, wanted, depth);
    }
    default:
      return null;
  }
}

function importOf(unit: Unit, { node, from, imported }: ImportBinding, wanted: Wanted, depth: number): Place | null {
  const module = from === null ? null : fileOf(unit, from, wanted);
  return (
    module && exported(module, imported ?? (node.type === 'ImportDefaultSpecifier' ? 'default' : WHOLE), wanted, depth)
  );
}

/** `const { name } = require('./module')`, and `const module = require('./module')`. */
function requiredOf(unit: Unit, { init, path, isConstant }: ValueBinding, wanted: Wanted, depth: number): Place | null {
  if (!isConstant || !init || !path || path.length > 1) return null;
  const module = requiredModule(unit, init, wanted);
  return module && exported(module, path[0] ?? WHOLE, wanted, depth);
}

/** The module that an expression evaluates to, whose exports are its members. */
function moduleOf(unit: Unit, expression: TSESTree.Node, wanted: Wanted, depth: number): Unit | null {
  const node = unwrap(expression);
  const binding = node.type === 'Identifier' ? bindingOf(unit, node) : null;
  switch (binding?.kind) {
    case undefined:
      return requiredModule(unit, node, wanted);
    case 'value':
      return binding.isConstant && binding.path?.length === 0 && binding.init
        ? requiredModule(unit, binding.init, wanted)
        : null;
    case 'import': {
      const module = binding.from === null ? null : fileOf(unit, binding.from, wanted);
      if (!module) return null;
      if (binding.imported !== null) return moduleNamed(module, binding.imported, wanted, depth + 1);
      return binding.node.type !== 'ImportDefaultSpecifier' || isDefaultOfItself(module) ? module : null;
    }
    default:
      return null;
  }
}

/** The module that another one exports under a name: `export * as api from './api.js'`. */
function moduleNamed(unit: Unit, name: string, wanted: Wanted, depth: number): Unit | null {
  if (depth > MAX_DEPTH) return null;
  for (const found of exportsNamed(unit.ast, name)) {
    const from = found.kind === 'elsewhere' ? fileOf(unit, found.from, wanted) : null;
    const module =
      found.kind === 'here'
        ? moduleOf(unit, found.node, wanted, depth)
        : from && (found.name === WHOLE ? from : moduleNamed(from, found.name, wanted, depth + 1));
    if (module) return module;
  }
  return null;
}

/** A CommonJS module equals its default export. */
const isDefaultOfItself = (module: Unit): boolean =>
  exportsNamed(module.ast, 'default').length === 0 || exportsNamed(module.ast, WHOLE).length > 0;

/** The module that `require('./module')` returns. */
function requiredModule(unit: Unit, expression: TSESTree.Node, wanted: Wanted): Unit | null {
  const node = unwrap(expression);
  const specifier = requiredBy(node);
  return specifier === null || bindingOf(unit, (node as TSESTree.CallExpression).callee)
    ? null
    : fileOf(unit, specifier, wanted);
}

function exported(unit: Unit, name: string | typeof WHOLE, wanted: Wanted, depth: number): Place | null {
  if (depth > MAX_DEPTH) return null;
  for (const found of exportsNamed(unit.ast, name)) {
    const from = found.kind === 'elsewhere' ? fileOf(unit, found.from, wanted) : null;
    const place =
      found.kind === 'here'
        ? (importedPlace(unit, found.node, wanted, depth + 1) ?? { unit, node: found.node })
        : from && exported(from, found.name, wanted, depth + 1);
    if (place) return place;
  }
  return null;
}

const fileOf = (unit: Unit, specifier: string, wanted: Wanted): Unit | null =>
  unit.imports?.import(specifier, wanted) ?? null;
