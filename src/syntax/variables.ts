/** Questions about the references of one variable; `bindings.ts` has its declaration. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isCommonExport } from './modules.js';
import type { Variable } from './unit.js';

/** Whether the variable is never reassigned. */
export function isConstant(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** Whether other modules see the variable: its declaration is exported, or its name. */
export function isExported(variable: Variable): boolean {
  if (variable.references.some(({ identifier }) => isExport(identifier.parent) || isCommonExport(identifier)))
    return true;
  return variable.defs.some(({ node }) =>
    isExport(node.type === 'VariableDeclarator' ? node.parent.parent : node.parent),
  );
}

const isExport = (node: TSESTree.Node | undefined): boolean =>
  node?.type === 'ExportNamedDeclaration' ||
  node?.type === 'ExportDefaultDeclaration' ||
  node?.type === 'ExportSpecifier';
