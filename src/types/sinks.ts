/** What a stream is piped into, as far as that decides whether the stream is read to its end. */
import type { TSESTree } from '@typescript-eslint/utils';
import { handlers, sinks, type Sink } from '../protocols/derived-streams.js';
import { functionNamed, parameterOf } from '../syntax/functions.js';
import { idOf, stringValue, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { CheckerOracle } from './checker-oracle.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

/** Functions of the file through which a destination is followed to the handler that gets it. */
const MAX_DEPTH = 3;

/** What the value of an expression is as the end of a pipe; null where nothing is known of it. */
export function sinkOf(unit: Unit, checker: CheckerOracle | null, node: TSESTree.Node): Sink | null {
  const value = unwrap(node);
  const scoped = entityByScope(unit, value);
  const known = scoped?.instance ? sinks.get(nameOf(scoped)) : undefined;
  const handed = known ? undefined : sinks.get(handedType(unit, value) ?? '');
  const typed = known || handed ? null : checker?.entity(unit, value);
  return known ?? handed ?? (typed?.instance ? sinks.get(nameOf(typed)) : undefined) ?? null;
}

/**
 * What a server gives the function whose parameter an expression is: `createServer((request, response) => …)`, also if that passes it on
 * to a function of the file.
 */
function handedType(unit: Unit, node: TSESTree.Node, depth = 0): string | null {
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  const parameter = variable && parameterOf(variable);
  if (!parameter || depth > MAX_DEPTH) return null;
  const { fn, index } = parameter;
  const name = idOf(fn);
  const uses = name ? (unit.variable(name)?.references.map(({ identifier }) => identifier) ?? []) : [];
  for (const use of [fn, ...uses]) {
    const call = use.parent;
    if (call?.type !== 'CallExpression' || (use !== fn && functionNamed(unit, use) !== fn)) continue;
    const passed = call.callee === use ? call.arguments[index] : undefined;
    const type =
      call.callee === use ? passed && handedType(unit, unwrap(passed), depth + 1) : handlerType(unit, call, parameter);
    if (type) return type;
  }
  return null;
}

/** The type of the parameter of a function that a call registers as a handler. */
function handlerType(
  unit: Unit,
  call: TSESTree.CallExpression,
  { fn, index }: { readonly fn: FunctionNode; readonly index: number },
): string | null {
  const callee = entityByScope(unit, call.callee);
  const handler = callee && handlers.get(nameOf(callee));
  // A function with four parameters handles errors, and its second one is the request.
  if (!handler || handler.parameter !== index || fn.params.length > 3) return null;
  return handler.event === undefined || stringValue(call.arguments[0]) === handler.event ? handler.type : null;
}
