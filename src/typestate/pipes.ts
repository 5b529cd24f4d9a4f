/** Node streams that are piped into others, which do not end them: the outcome depends on the destination. */
import type { TSESTree } from '@typescript-eslint/utils';
import { PIPED } from '../protocols/derived-streams.js';
import { initOf } from '../syntax/bindings.js';
import { unwrap } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Call, CallHost } from './context.js';
import { handle } from './refs.js';
import { setRef, updateDuty, type State } from './state.js';
import { goes, type Step } from './step.js';

/** What becomes of a path that pipes an open body into something; null where the body counts as read. */
export function piped({ context }: CallHost, call: Call, state: State): readonly Step[] | null {
  const { unit, oracle, strict, isWritten } = context;
  const [end] = call.arguments;
  if (!end || state.duty.phase !== 'open' || state.duty.branches > 0) return null;
  const sink = oracle.sink(unit, end);
  if (sink === 'transforms') return through(unit, call, end, state);
  // Code that can abort the request may do so when the destination closes. A repair must not end a body that is still read.
  if (sink === null || isWritten || state.site!.isAbortable || (sink === 'fails' && !strict)) return null;
  return [goes(updateDuty(state, { flow: { until: 'left', node: call }, used: true, touched: call }))];
}

/** Into a transform that no other code uses: reading the transform reads the body. */
function through(unit: Unit, call: Call, end: TSESTree.Node, state: State): readonly Step[] | null {
  const made = unwrap(end);
  const stream = handle(PIPED);
  const reading = setRef(updateDuty(state, { used: true, touched: call }), call, stream);
  if (made.type === 'NewExpression' || made.type === 'CallExpression') return [goes(reading)];
  const variable = unit.variable(made);
  if (!variable || !initOf(variable) || !isFirstUse(variable, made)) return null;
  return [goes(setRef(reading, variable, stream))];
}

/** Whether nothing in the function has mentioned the variable before, and no other function does. */
const isFirstUse = ({ references, scope }: Variable, use: TSESTree.Node): boolean =>
  references.every(
    ({ identifier, init, from }) =>
      init === true || (identifier.range[0] >= use.range[0] && from.variableScope === scope.variableScope),
  );
