/** What a stream is piped into, as far as that decides whether the stream is read to its end. */
import type { TSESTree } from '@typescript-eslint/utils';
import { handlers, sinks, type Sink } from '../protocols/derived-streams.js';
import { functionNamed, parameterOf } from '../syntax/functions.js';
import { idOf, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import type { CheckerOracle } from './checker-oracle.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

/** What the value of an expression is as the end of a pipe; null where nothing is known of it. */
export function sinkOf(unit: Unit, checker: CheckerOracle | null, node: TSESTree.Node): Sink | null {
  const value = unwrap(node);
  const scoped = entityByScope(unit, value);
  const known = scoped?.instance ? sinks.get(nameOf(scoped)) : undefined;
  const handed = known ? undefined : sinks.get(handedType(unit, value) ?? '');
  const typed = known || handed ? null : checker?.entity(unit, value);
  return known ?? handed ?? (typed?.instance ? sinks.get(nameOf(typed)) : undefined) ?? null;
}

/** What a server gives the function whose parameter an expression is: `createServer((request, response) => …)`. */
function handedType(unit: Unit, node: TSESTree.Node): string | null {
  const variable = node.type === 'Identifier' ? unit.variable(node) : undefined;
  const parameter = variable && parameterOf(variable);
  if (!parameter || parameter.fn.params.length > 3) return null;
  const name = idOf(parameter.fn);
  const uses = name ? (unit.variable(name)?.references.map(({ identifier }) => identifier) ?? []) : [];
  for (const use of [parameter.fn, ...uses]) {
    const call = use.parent;
    if (call?.type !== 'CallExpression' || call.callee === use) continue;
    if (use !== parameter.fn && functionNamed(unit, use) !== parameter.fn) continue;
    const callee = entityByScope(unit, call.callee);
    const handler = callee && handlers.get(nameOf(callee));
    if (!handler || handler.parameter !== parameter.index) continue;
    if (handler.event === undefined || stringValue(call.arguments[0]) === handler.event) return handler.type;
  }
  return null;
}
