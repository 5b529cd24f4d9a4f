/** Recognises a logger by its origin, by its type, or by its API name. */
import type { TSESTree } from '@typescript-eslint/utils';
import { commonLoggingMethods, isLoggerName, loggerPackages, loggingMethods } from '../protocols/platform.js';
import { initOf, publicName } from '../syntax/bindings.js';
import { memberName, unwrap } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { isDeclaredIn } from './annotations.js';
import type { CheckerOracle } from './checker-oracle.js';
import { entityByScope } from './scope-oracle.js';
import { annotationOfExpression } from './signatures.js';

const MAX_DEPTH = 4;

/** Whether a call of `callee` is a log call: `this.logger.warn(…)`, `pino().error(…)`, `reporter.info(…)` of a `Logger`. */
export function isLogging(unit: Unit, callee: TSESTree.Node, checker: CheckerOracle | null): boolean {
  if (callee.type !== 'MemberExpression' || !loggingMethods.has(memberName(callee) ?? '')) return false;
  return (
    isLogger(unit, callee.object) ||
    commonLoggingMethods.every((name) => checker?.hasProperty(unit, callee.object, [name]) === true)
  );
}

function isLogger(unit: Unit, expression: TSESTree.Node, depth = 0): boolean {
  const node = unwrap(expression);
  if (depth > MAX_DEPTH) return false;
  const name = publicName(unit, node);
  if (name !== null && isLoggerName(name)) return true;
  const entity = entityByScope(unit, node);
  if (entity && (loggerPackages.has(entity.module) || isLoggerName(lastPart(entity.path || entity.module))))
    return true;
  // The result of a logger or a logger factory: `createLogger('api')`, `logger.child({ job })`.
  if (node.type === 'CallExpression' || node.type === 'NewExpression') {
    const callee = unwrap(node.callee);
    return (
      isLogger(unit, callee, depth + 1) ||
      (callee.type === 'MemberExpression' && memberName(callee) === 'child' && isLogger(unit, callee.object, depth + 1))
    );
  }
  const init = node.type === 'Identifier' ? initOf(unit.variable(node)) : null;
  if (init) return isLogger(unit, init, depth + 1);
  const type = annotationOfExpression(unit, node);
  if (!type) return false;
  return (
    (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && isLoggerName(type.typeName.name)) ||
    commonLoggingMethods.every((method) => isDeclaredIn(unit, type, [method]) === true)
  );
}

/** `Logger` of `winston.Logger`, `logger` of `./lib/logger.js`. */
const lastPart = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.[cm]?[jt]sx?$/, '')
    .split('.')
    .at(-1)!;
