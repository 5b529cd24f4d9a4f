/** Where a file says that it runs: in Node, or as the handler of a runtime that has a `fetch` of its own. */
import type { TSESTree } from '@typescript-eslint/utils';
import { injectable } from '../protocols/index.js';
import { initOf, isDeclared } from '../syntax/bindings.js';
import { exportsNamed } from '../syntax/modules.js';
import { memberName, propertyOf, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';

/**
 * Whether the file is a handler of requests in another runtime than Node: its default export is an object with a `fetch` method
 * (Workers, Bun, Deno), it listens for the global event `fetch`, or it exports a configuration for the edge runtime.
 */
export function isEdgeHandler(unit: Unit): boolean {
  const { ast } = unit;
  const handler = exportedObject(unit, 'default');
  if (handler?.properties.some((one) => one.type === 'Property' && memberName(one) === injectable.name)) return true;
  const config = exportedObject(unit, 'config');
  const runtime = (config && propertyOf(config, 'runtime')) ?? exportedValue(unit, 'runtime');
  return (runtime !== null && stringValue(runtime) === 'edge') || ast.body.some((one) => listensForFetch(unit, one));
}

function exportedObject(unit: Unit, name: string): TSESTree.ObjectExpression | null {
  const value = exportedValue(unit, name);
  return value?.type === 'ObjectExpression' ? value : null;
}

/** The expression that the file exports under a name, through a constant. */
function exportedValue(unit: Unit, name: string): TSESTree.Node | null {
  const [found] = exportsNamed(unit.ast, name);
  if (found?.kind !== 'here') return null;
  const node = unwrap(found.node);
  const init = node.type === 'Identifier' ? initOf(unit.variable(node)) : node;
  return init ? unwrap(init) : null;
}

/** `addEventListener('fetch', …)`. */
function listensForFetch(unit: Unit, statement: TSESTree.Statement): boolean {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : null;
  return (
    call?.type === 'CallExpression' &&
    call.callee.type === 'Identifier' &&
    call.callee.name === 'addEventListener' &&
    !isDeclared(unit, call.callee) &&
    stringValue(call.arguments[0]) === injectable.name
  );
}
