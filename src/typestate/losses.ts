/** Where a resource that nobody refers to any more was lost, in the words of exits. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { LeakExit, State } from './state.js';

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

