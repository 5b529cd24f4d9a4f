/**
 * Whether a request asks for an event stream. A server may depend on whether it is open: it counts it, sends to it, or refuses a second
 * one. So a program may keep one open without reading it.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { eventStream } from '../../protocols/platform.js';
import { constantOf } from '../../syntax/constants.js';
import { descendantsOf, memberName, stringValue } from '../../syntax/nodes.js';
import type { Unit } from '../../syntax/unit.js';
import type { FixContext } from '../fix-context.js';
import { requestCall } from './request-body.js';

const MAX_DEPTH = 3;

/** Whether the request, or that of the analysed function that returns the response, accepts an event stream, as its options show. */
export function asksForEvents(site: FixContext): boolean {
  const { unit, oracle, maker } = site;
  const call = requestCall(site);
  if (call?.arguments.some((argument) => accepts(unit, argument, 0))) return true;
  if (!maker) return false;
  return descendantsOf(maker.node, maker.unit.visitorKeys).some(
    (node) =>
      node.type === 'CallExpression' &&
      oracle.acquisition(maker.unit, node) !== null &&
      node.arguments.some((argument) => accepts(maker.unit, argument, 0)),
  );
}

/** `{ headers: { Accept: 'text/event-stream' } }`, also in constants, spreads, `new Request(…)` and `new Headers(…)`. */
function accepts(unit: Unit, argument: TSESTree.Node, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  const value = constantOf(unit, argument);
  if (value.type === 'NewExpression') return value.arguments.some((one) => accepts(unit, one, depth + 1));
  if (value.type !== 'ObjectExpression') return false;
  return value.properties.some((property) => {
    if (property.type === 'SpreadElement') return accepts(unit, property.argument, depth + 1);
    if (memberName(property)?.toLowerCase() !== eventStream.header) return accepts(unit, property.value, depth + 1);
    return stringValue(constantOf(unit, property.value))?.toLowerCase().includes(eventStream.type) ?? false;
  });
}
