/** Where what a file imports stands in the file that it is imported from: the work of the checker, for a file without types. */
import type { TSESTree } from '@typescript-eslint/utils';
import { bindingOf, type ImportBinding, type ValueBinding } from '../syntax/bindings.js';
import { exportsNamed, requiredBy, WHOLE } from '../syntax/modules.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/** A name or an expression in a file. */
export interface Place {
  readonly unit: Unit;
  readonly node: TSESTree.Node;
}

/** How often modules hand an export on before it is not followed any further. */
const MAX_DEPTH = 8;

/**
 * What a name or a member stands for that this file imports, in the file that defines it; null where it imports nothing of the
 * kind, where the file is out of reach, and always with types.
 */
export function importedPlace(unit: Unit, expression: TSESTree.Node, depth = 0): Place | null {
  if (!unit.imports || depth > MAX_DEPTH) return null;
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier': {
      const binding = bindingOf(unit, node);
      if (binding?.kind === 'import') return importOf(unit, binding, depth);
      return binding?.kind === 'value' ? requiredOf(unit, binding, depth) : null;
    }
    case 'MemberExpression': {
      const name = memberName(node);
      const module = name === null ? null : moduleOf(unit, node.object, depth);
      return module && exported(module, name, depth);
    }
    default:
      return null;
  }
}

function importOf(unit: Unit, { node, from, imported }: ImportBinding, depth: number): Place | null {
  const module = from === null ? null : fileOf(unit, from);
  return module && exported(module, imported ?? (node.type === 'ImportDefaultSpecifier' ? 'default' : WHOLE), depth);
}

/** `const { name } = require('./module')`, and the whole of one. */
function requiredOf(unit: Unit, { init, path, isConstant }: ValueBinding, depth: number): Place | null {
  if (!isConstant || !init || !path || path.length > 1) return null;
  const module = requiredModule(unit, init);
  return module && exported(module, path[0] ?? WHOLE, depth);
}

/** The module that an expression stands for, whose exports are its members. */
function moduleOf(unit: Unit, expression: TSESTree.Node, depth: number): Unit | null {
  const node = unwrap(expression);
  const binding = node.type === 'Identifier' ? bindingOf(unit, node) : null;
  switch (binding?.kind) {
    case undefined:
      return requiredModule(unit, node);
    case 'value':
      return binding.isConstant && binding.path?.length === 0 && binding.init
        ? requiredModule(unit, binding.init)
        : null;
    case 'import': {
      const module = binding.from === null ? null : fileOf(unit, binding.from);
      if (!module) return null;
      if (binding.imported !== null) return moduleNamed(module, binding.imported, depth + 1);
      return binding.node.type !== 'ImportDefaultSpecifier' || isDefaultOfItself(module) ? module : null;
    }
    default:
      return null;
  }
}

/** The module that another one exports under a name: `export * as api from './api.js'`. */
function moduleNamed(unit: Unit, name: string, depth: number): Unit | null {
  if (depth > MAX_DEPTH) return null;
  for (const found of exportsNamed(unit.ast, name)) {
    const from = found.kind === 'elsewhere' ? fileOf(unit, found.from) : null;
    const module =
      found.kind === 'here'
        ? moduleOf(unit, found.node, depth)
        : from && (found.name === WHOLE ? from : moduleNamed(from, found.name, depth + 1));
    if (module) return module;
  }
  return null;
}

/** A CommonJS module is what it exports by default. */
const isDefaultOfItself = (module: Unit): boolean =>
  exportsNamed(module.ast, 'default').length === 0 || exportsNamed(module.ast, WHOLE).length > 0;

/** The module that `require('./module')` gives. */
function requiredModule(unit: Unit, expression: TSESTree.Node): Unit | null {
  const node = unwrap(expression);
  const specifier = requiredBy(node);
  return specifier === null || bindingOf(unit, (node as TSESTree.CallExpression).callee)
    ? null
    : fileOf(unit, specifier);
}

function exported(unit: Unit, name: string | typeof WHOLE, depth: number): Place | null {
  if (depth > MAX_DEPTH) return null;
  for (const found of exportsNamed(unit.ast, name)) {
    const from = found.kind === 'elsewhere' ? fileOf(unit, found.from) : null;
    const place =
      found.kind === 'here'
        ? (importedPlace(unit, found.node, depth + 1) ?? { unit, node: found.node })
        : from && exported(from, found.name, depth + 1);
    if (place) return place;
  }
  return null;
}

const fileOf = (unit: Unit, specifier: string): Unit | null => unit.imports?.import(specifier) ?? null;
