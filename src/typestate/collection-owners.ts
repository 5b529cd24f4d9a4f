/**
 * Agents in a `Map` of the module or of a class. Whether the map drops an open one depends on all its uses, so syntax decides it, as
 * for fields: nothing here follows paths.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { endingProperties } from '../protocols/capabilities.js';
import { attending } from '../protocols/platform.js';
import { initOf, isDeclared } from '../syntax/bindings.js';
import { enclosingClass } from '../syntax/classes.js';
import { descendantsOf, enclosingFunction, memberName, outermost, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import type { Oracle } from '../types/oracle.js';
import type { Call } from './context.js';
import { isPrivate, usesOf } from './fields.js';
import { Lent } from './lent.js';

/**
 * The call that drops agents from the map into which `call` puts one, if no code in the file could close an agent of the map; null if
 * some code might, or if the map keeps all of them.
 */
export function dropOf(unit: Unit, oracle: Oracle, call: Call): TSESTree.Node | null {
  const method = unwrap(call.callee);
  if (method.type !== 'MemberExpression' || memberName(method) !== 'set' || call.arguments.length < 2) return null;
  const uses = usesOfMap(unit, unwrap(method.object))?.map(useOf);
  if (!uses || uses.includes(null)) return null;
  const calls = uses.flatMap((use) => (use?.type === 'CallExpression' ? [use] : []));
  const named = (name: string): TSESTree.CallExpression[] =>
    calls.filter(({ callee }) => callee.type === 'MemberExpression' && memberName(callee) === name);
  const lent = new Lent(unit, oracle, new Set(named('set')));
  const areAllLent =
    named('get').every((got) => lent.isLent(got)) &&
    named('set').every(({ arguments: [, value] }) => value !== undefined && lent.isStoredLent(unwrap(value)));
  return areAllLent ? ([...named('delete'), ...named('clear')].find((drop) => isDrop(unit, drop)) ?? null) : null;
}

/** Methods of a map that return at most one of its values, and do not hand the map on. */
const KNOWN: ReadonlySet<string> = new Set(['get', 'set', 'has', 'keys', 'delete', 'clear']);

/** Every mention of a map that only this file sees: a constant outside of functions, or a private field. */
function usesOfMap(unit: Unit, map: TSESTree.Node): readonly TSESTree.Node[] | null {
  if (map.type === 'MemberExpression') {
    const name = memberName(map);
    const owner = enclosingClass(map);
    if (map.object.type !== 'ThisExpression' || name === null || !owner || !isPrivate(owner, name)) return null;
    const field = owner.body.body.find((member) => member.type === 'PropertyDefinition' && memberName(member) === name);
    return field?.type === 'PropertyDefinition' && isMap(unit, field.value) ? usesOf(unit, owner, name) : null;
  }
  const variable = map.type === 'Identifier' ? unit.variable(map) : undefined;
  if (!variable || variable.scope.type !== 'module' || isExported(variable) || !isMap(unit, initOf(variable)))
    return null;
  return variable.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

const isMap = (unit: Unit, made: TSESTree.Node | null): boolean =>
  made?.type === 'NewExpression' &&
  made.callee.type === 'Identifier' &&
  made.callee.name === 'Map' &&
  made.arguments.length === 0 &&
  !isDeclared(unit, made.callee);

/** The call of a method of a map, or the member that tells its size; null for any other use of it. */
function useOf(use: TSESTree.Node): TSESTree.CallExpression | TSESTree.MemberExpression | null {
  const member = outermost(use).parent;
  if (member?.type !== 'MemberExpression' || unwrap(member.object) !== use) return null;
  const { parent } = member;
  if (memberName(member) === 'size') return member;
  return KNOWN.has(memberName(member) ?? '') && parent.type === 'CallExpression' && parent.callee === member
    ? parent
    : null;
}

/** Whether a drop may lose an open agent: not in a listener of its end, nor in a function that tests whether it has ended. */
export function isDrop(unit: Unit, drop: TSESTree.Node): boolean {
  for (let fn = enclosingFunction(drop); fn; fn = enclosingFunction(fn)) {
    const call = fn.parent;
    const callee = call.type === 'CallExpression' && call.callee !== fn ? unwrap(call.callee) : null;
    if (callee?.type === 'MemberExpression' && attending.has(memberName(callee) ?? '')) return false;
    if (descendantsOf(fn, unit.visitorKeys).some(asksForEnd)) return false;
  }
  return true;
}

const asksForEnd = (node: TSESTree.Node): boolean =>
  node.type === 'MemberExpression' && endingProperties.has(memberName(node) ?? '');
