/** Where an exit leaves a function or a block, in the tree. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { childrenOf, isFunction } from '../../syntax/nodes.js';
import { isJump } from './branches.js';
import type { FixContext } from '../fix-context.js';

/** Where an exit leaves: a statement, an arrow function's expression, or the end of a block. */
export type Anchor =
  | { readonly kind: 'statement'; readonly node: TSESTree.Node }
  | { readonly kind: 'arrow'; readonly node: TSESTree.ArrowFunctionExpression }
  | { readonly kind: 'end'; readonly node: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program };

/** The place of an exit; null where there is none to write at. */
export function anchorOf(site: FixContext, exit: Exit): Anchor | null {
  switch (exit.kind) {
    case 'throw':
    case 'return':
    case 'break':
    case 'continue': {
      const node = site.node(exit.range, (one) => isJump(one) || one.parent?.type === 'ArrowFunctionExpression');
      if (node?.parent?.type === 'ArrowFunctionExpression' && node.parent.body === node)
        return { kind: 'arrow', node: node.parent };
      return node && isJump(node) ? { kind: 'statement', node } : null;
    }
    case 'overwrite': {
      const node = site.node(exit.range, ({ type }) => type === 'AssignmentExpression');
      if (node?.parent?.type === 'ExpressionStatement') return { kind: 'statement', node: node.parent };
      const body = node && bodyBefore(site, node);
      return body && { kind: 'end', node: body };
    }
    case 'helper': {
      const call = site.node(exit.range, ({ type }) => type === 'CallExpression');
      const definition = call?.type === 'CallExpression' ? site.oracle.definition(site.unit, call.callee) : null;
      return call?.parent?.type === 'ExpressionStatement' &&
        definition?.kind === 'function' &&
        site.neverReturns(definition)
        ? { kind: 'statement', node: call.parent }
        : null;
    }
    case 'end':
      return endOf(site, exit.range);
    default:
      return null;
  }
}

/** The exit that a chain of helpers ends in. */
export const innermost = (exit: Exit): Exit =>
  exit.kind === 'helper' && exit.inner ? innermost(exit.inner.exit) : exit;

/** `while (!(res = await fetch(url)).ok) { … }`: the body that runs between two assignments in the test of its loop. */
function bodyBefore(site: FixContext, assignment: TSESTree.Node): TSESTree.BlockStatement | null {
  for (
    let child = assignment, { parent } = assignment;
    parent && !isFunction(parent);
    child = parent, { parent } = parent
  ) {
    if (parent.type === 'WhileStatement')
      return parent.test === child && parent.body.type === 'BlockStatement' && !hasContinue(site, parent.body)
        ? parent.body
        : null;
    if (parent.type.endsWith('Statement')) return null;
  }
  return null;
}

/** The end of the body can be gone past. */
function hasContinue(site: FixContext, node: TSESTree.Node): boolean {
  return (
    node.type === 'ContinueStatement' ||
    (!isFunction(node) && childrenOf(node, site.unit.visitorKeys).some((child) => hasContinue(site, child)))
  );
}

/** The end of the block, or of the module, that ends with the range. */
export function endOf(site: FixContext, [from, to]: readonly [number, number]): Anchor | null {
  const { ast } = site.unit;
  const last = ast.body.at(-1) ?? ast;
  if (from === last.range[0] && to === last.range[1]) return { kind: 'end', node: ast };
  const arrow = site.node(
    [from, to],
    ({ parent }) => parent?.type === 'ArrowFunctionExpression' && parent.body.range[0] === from,
  );
  if (arrow?.parent?.type === 'ArrowFunctionExpression' && arrow.type !== 'BlockStatement')
    return { kind: 'arrow', node: arrow.parent };
  const block = site.blockEndingAt(to);
  return block && { kind: 'end', node: block };
}

/** The value that the exit returns or throws. */
export const valueOf = (anchor: Anchor): TSESTree.Node | null =>
  anchor.kind === 'arrow' ? anchor.node.body : anchor.node.type === 'ReturnStatement' ? anchor.node.argument : null;

/** The last thing in a block, for what is visible there. */
export const firstIn = (block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program): TSESTree.Node =>
  block.body.at(-1) ?? block;

/** Whether control may leave the function within the node. */
export function hasExit(site: FixContext, node: TSESTree.Node): boolean {
  if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true;
  return !isFunction(node) && childrenOf(node, site.unit.visitorKeys).some((child) => hasExit(site, child));
}
