/** Agents that are put where they outlive the function: a field, or a variable that is not its own. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Context } from './context.js';
import { dropOfPlace } from './dropped-places.js';
import { fieldFate } from './fields.js';
import { setRef, update, type State } from './state.js';
import { isLeftByHooks, isOwnInEffect, isReplaced } from './variables.js';

/** The state after an agent is stored where it cannot be closed, or replaces an open one; null if it has an owner. */
export function escapeAgent(
  { unit, oracle }: Context,
  state: State,
  node: TSESTree.AssignmentExpression,
): State | null {
  if (state.site?.protocol.resource !== 'agent') return null;
  const lost = (kind: 'overwrite' | 'field' | 'hook', at: TSESTree.Node = node): State =>
    update(state, { refs: new Map(), blame: { node: at, kind } });
  const drop = (): State | null => {
    const at = dropOfPlace(unit, oracle, node.left);
    return at && lost('overwrite', at);
  };
  if (node.left.type === 'MemberExpression') {
    const fate = fieldFate(unit, node.left);
    return fate ? lost(fate === 'replaced' ? 'overwrite' : 'field') : drop();
  }
  const variable = unit.variable(node.left);
  const ref = state.refs.get(node.right);
  if (variable && ref && isOwnInEffect(variable, node)) return setRef(state, variable, ref);
  if (variable && isLeftByHooks(unit, variable, node, (call) => oracle.isRequest(unit, call))) return lost('hook');
  return isReplaced(unit, node) ? lost('overwrite') : drop();
}
