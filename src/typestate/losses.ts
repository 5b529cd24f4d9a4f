/** Where a resource that nobody refers to any more was lost, in the words of exits. */
import type { TSESTree } from '@typescript-eslint/utils';
import { diverging } from '../protocols/library.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { LeakExit, State } from './state.js';

/** `await fetch(url); process.exit();`: the next statement ends the process, and with it whatever is lost at `node`. */
export function isLastDeed(unit: Unit, oracle: Oracle, node: TSESTree.Node): boolean {
  let statement = node;
  while (statement.parent && !('body' in statement.parent && Array.isArray(statement.parent.body))) statement = statement.parent;
  const list: readonly TSESTree.Node[] = statement.parent && 'body' in statement.parent && Array.isArray(statement.parent.body) ? statement.parent.body : [];
  const next = list[list.indexOf(statement) + 1];
  return next?.type === 'ExpressionStatement' && next.expression.type === 'CallExpression' && diverging.has(oracle.calleeName(unit, next.expression) ?? '');
}

/** The exit where `state` has lost the resource at `node`. */
export function lossAt(state: State, node: TSESTree.Node): LeakExit {
  if (state.blame?.kind === 'field' || state.blame?.kind === 'hook') return { kind: state.blame.kind, node: state.blame.node };
  if (state.blame?.kind === 'helper') return { kind: 'helper', node: state.blame.node, blame: state.blame };
  if (state.blame?.kind === 'callback' && state.blame.helper) return state.blame.helper.exit;
  return { ...lossOf(node), refs: state.blame?.refs };
}

function lossOf(node: TSESTree.Node): LeakExit {
  switch (node.type) {
    case 'ThrowStatement':
      return { kind: 'throw', node };
    case 'ReturnStatement':
      return { kind: 'return', node };
    case 'ContinueStatement':
      return { kind: 'continue', node };
    case 'BreakStatement':
      return { kind: 'break', node };
    case 'AssignmentExpression':
      return { kind: 'overwrite', node };
    case 'VariableDeclarator':
      return { kind: 'discard', node };
    default:
      return { kind: isBlock(node) ? 'end' : 'discard', node };
  }
}

const isBlock = (node: TSESTree.Node): boolean => node.type.endsWith('Statement') && node.type !== 'ExpressionStatement';

