/** Files that replace `fetch`. */
import type { TSESTree } from '@typescript-eslint/utils';
import { injectable } from '../protocols/index.js';
import { fetchMockPackages, replacers } from '../protocols/test-libraries.js';
import { memberName, stringValue, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isTest } from './assertions.js';
import { nameOf } from './entity.js';
import { entityByScope } from './scope-oracle.js';

/** A test file by its name, or by the name of a folder near above it. */
const TEST_FILE =
  /(?:^|[\\/])(?:__tests__|tests?|specs?)[\\/](?:[^\\/]+[\\/]){0,2}[^\\/]+$|[._-](?:test|spec)\.[cm]?[jt]sx?$/;

/** Whether the file replaces the global `fetch`: the replacement may return anything. */
export function replacesFetch(unit: Unit): boolean {
  let known = replacing.get(unit.ast);
  if (known === undefined) {
    const { assigned, calls } = unit.facts;
    known =
      assigned.some((target) => isGlobalFetch(unit, target)) ||
      calls.some((call) => isReplacer(call) || isMockPackage(call.callee, call.arguments[0])) ||
      unit.ast.body.some((node) => node.type === 'ImportDeclaration' && isMockName(node.source.value));
    replacing.set(unit.ast, known);
  }
  return known;
}

const replacing = new WeakMap<TSESTree.Program, boolean>();

/** Whether it does so in a test, so that no response comes from a server. */
export function isFetchMocked(unit: Unit): boolean {
  return (TEST_FILE.test(unit.filename) || isTest(unit)) && replacesFetch(unit);
}

/** `globalThis.fetch`, `(window as any).fetch`. */
function isGlobalFetch(unit: Unit, target: TSESTree.MemberExpression): boolean {
  if (memberName(target) !== injectable.name) return false;
  const entity = entityByScope(unit, target);
  return entity !== null && nameOf(entity) === injectable.call;
}

/** A call of a replacing method that names `fetch`, alone or as a property of something. */
function isReplacer({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  const member = unwrap(callee);
  return (
    member.type === 'MemberExpression' &&
    replacers.has(memberName(member) ?? '') &&
    given.slice(0, 2).some((argument) => stringValue(argument) === injectable.name)
  );
}

const isMockPackage = (callee: TSESTree.Node, argument: TSESTree.Node | undefined): boolean =>
  callee.type === 'Identifier' && callee.name === 'require' && isMockName(stringValue(argument) ?? '');

const isMockName = (specifier: string): boolean =>
  fetchMockPackages.has(specifier) || specifier.startsWith('@fetch-mock/');
