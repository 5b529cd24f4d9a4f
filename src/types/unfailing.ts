/** Calls of the platform that throw nothing: by the name of the function, or by the class of the object whose method it is. */
import type { TSESTree } from '@typescript-eslint/utils';
import { listening, removers } from '../protocols/platform.js';
import {
  givenByString,
  isNeverRejected,
  isQuestion,
  isUnfailing,
  isUnfailingConstructor,
  isUnfailingMethod,
  runsAtOnce,
} from '../protocols/unfailing.js';
import { publicName } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { isFunction, memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';
import { platformClass } from './type-entity.js';

/** A call that throws only what the functions throw that it is given. */
export interface UnfailingCall {
  /** The functions that it runs before it returns. */
  readonly runs: readonly TSESTree.Node[];
  /** Whether it gives a promise that is never rejected. */
  readonly isNeverRejected: boolean;
}

/** What is known of a call of the platform that throws nothing by itself; null for every other call. */
export function unfailingCall(
  unit: Unit,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
): UnfailingCall | null {
  const callee = unwrap(call.callee);
  const entity = entityByScope(unit, callee);
  const name = entity && nameOf(entity);
  if (call.type === 'NewExpression') return name !== null && isUnfailingConstructor(name) ? SILENT : null;
  if (name !== null && isUnfailing(name)) return { ...runsOf(call, callee), isNeverRejected: isNeverRejected(name) };
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (isQuestion(method ?? publicName(unit, callee) ?? '')) return SILENT;
  if (method === null || callee.type !== 'MemberExpression') return null;
  if (isListening(call, method)) return SILENT;
  // What a module exports is no value of the platform.
  if (entity && entity.module !== 'global') return null;
  return isUnfailingMethod(classOf(unit, callee.object), method) ? runsOf(call, callee) : null;
}

const SILENT: UnfailingCall = { runs: [], isNeverRejected: false };

function runsOf(call: TSESTree.CallExpression, callee: TSESTree.Node): UnfailingCall {
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const runs = runsAtOnce.has(name ?? '') ? call.arguments.filter((argument) => !isPlain(argument)) : [];
  return { runs, isNeverRejected: false };
}

/** `stream.on('close', () => …)`: a listener is added or removed. */
const isListening = (call: TSESTree.CallExpression, method: string): boolean =>
  (listening.has(method) || removers.has(method)) && call.arguments.length === 2 && isFunction(call.arguments[1]);

/** A value that is no function. */
const isPlain = (node: TSESTree.Node): boolean =>
  node.type === 'Literal' ||
  node.type === 'TemplateLiteral' ||
  node.type === 'ObjectExpression' ||
  node.type === 'ArrayExpression';

/** The class of the platform that a value is an instance of; that which wraps it for a primitive; null if it is unknown. */
function classOf(unit: Unit, node: TSESTree.Node): string | null {
  const value = constantOf(unit, node);
  switch (value.type) {
    case 'TemplateLiteral':
      return 'String';
    case 'Literal':
      if ('regex' in value) return 'RegExp';
      return typeof value.value === 'string' ? 'String' : typeof value.value === 'number' ? 'Number' : null;
    case 'ArrayExpression':
      return 'Array';
    default: {
      const entity = entityByScope(unit, value);
      if (entity?.instance && entity.module === 'global' && !entity.path.includes('.')) return entity.path;
      const method =
        value.type === 'CallExpression' && value.callee.type === 'MemberExpression' ? memberName(value.callee) : null;
      return platformClass(unit, node) ?? givenByString(method ?? '');
    }
  }
}
