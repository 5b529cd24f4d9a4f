/** The text of a module with one function that releases what it is given, by the table of a client. */
import type { ReleaseForm } from '../protocols/index.js';
import { printExpression, type Style } from '../fixes/text/print.js';
import { pathTo, releaseOf } from '../fixes/release/release.js';
import type { ModuleSystem } from './helper-import.js';

export interface HelperText {
  readonly name: string;
  /** What the function is given. */
  readonly parameter: string;
  readonly handle: string;
  readonly form: ReleaseForm;
  readonly isTypeScript: boolean;
  readonly system: ModuleSystem;
  readonly style: Style;
}

/** A module that exports the function, with its documentation. */
export function helperText({ name, parameter, handle, form, isTypeScript, system, style }: HelperText): string {
  const { newline, step, semicolon } = style;
  const context = { canAwait: true, swallow: false, maybeRead: false, nullable: false };
  const release = releaseOf(form, { path: pathTo(parameter), handle, promise: false }, context);
  const type = typeOf(form);
  const result = release.awaited ? 'Promise<void>' : 'void';
  const head = `${release.awaited ? 'async ' : ''}function ${name}`;
  const isCommon = system === 'commonjs';
  const lines = [
    ...(isCommon ? [`'use strict'${semicolon}`, ''] : []),
    '/**',
    ' * Ends a response whose body is not read, so that its connection is free again.',
    ...(isTypeScript ? [] : [' *', ` * @param {${type}} ${parameter}`, ` * @returns {${result}}`]),
    ' */',
    isTypeScript
      ? `export ${head}(${parameter}: ${type}): ${result} {`
      : `${isCommon ? '' : 'export '}${head}(${parameter}) {`,
    `${step}${printExpression(release)}${semicolon}`,
    '}',
    ...(isCommon ? ['', `module.exports = { ${name} }${semicolon}`] : []),
  ];
  return lines.map((line) => line + newline).join('');
}

/** The least type that has what is called: `{ readonly body: { cancel(): Promise<unknown> } | null }`. */
function typeOf({ call, promise }: ReleaseForm): string {
  const steps = [...call];
  const method = steps.pop()!;
  let type = `{ ${method.name}(): ${promise ? 'Promise<unknown>' : 'unknown'} }`;
  let isNullable = method.optional;
  for (const { name, optional } of steps.reverse()) {
    type = `{ readonly ${name}: ${type}${isNullable ? ' | null' : ''} }`;
    isNullable = optional;
  }
  return type;
}
