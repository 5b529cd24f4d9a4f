/** Questions about one variable that its references and its declaration answer. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from './unit.js';

/** Whether the variable keeps its first value. */
export function isConstant(variable: Variable): boolean {
  return variable.references.every((reference) => !reference.isWrite() || reference.init === true);
}

/** What the whole of a constant was initialised with; null for what changes, and for what a pattern takes out. */
export function initOf(variable: Variable | undefined): TSESTree.Expression | null {
  const def = variable?.defs[0];
  if (
    !variable ||
    def?.type !== 'Variable' ||
    def.node.type !== 'VariableDeclarator' ||
    def.node.id.type !== 'Identifier'
  )
    return null;
  return isConstant(variable) ? def.node.init : null;
}

/** Whether other modules see the variable: its declaration is exported, or its name. */
export function isExported(variable: Variable): boolean {
  if (variable.references.some(({ identifier }) => isExport(identifier.parent))) return true;
  return variable.defs.some(({ node }) =>
    isExport(node.type === 'VariableDeclarator' ? node.parent.parent : node.parent),
  );
}

const isExport = (node: TSESTree.Node | undefined): boolean =>
  node?.type === 'ExportNamedDeclaration' ||
  node?.type === 'ExportDefaultDeclaration' ||
  node?.type === 'ExportSpecifier';
