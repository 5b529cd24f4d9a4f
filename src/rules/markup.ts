/** Components of Vue, Svelte and Astro: their markup may release what a variable of the script holds, and the engine does not see it. */
import type { Rule } from 'eslint';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../findings/finding.js';
import { descendantsOf, isFunction } from '../syntax/nodes.js';
import type { SourceFile } from '../syntax/unit.js';

const COMPONENT = /\.(?:vue|svelte|astro)$/;
const SCRIPTS = /^\s*---[^]*?^[^\S\n]*---|<script\b[^]*?<\/script\s*>/gim;
const NAMES = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;

/** Whether the markup mentions a variable that holds what is acquired, at the top level of the script. */
export function isSeenByMarkup({ range }: Finding, { filename, sourceCode }: Rule.RuleContext): boolean {
  // The command passes scripts alone, and exports what the markup mentions.
  if (!COMPONENT.test(filename) || sourceCode.text.search(SCRIPTS) < 0) return false;
  const holders = new Set<string>();
  let node = sourceCode.getNodeByRangeIndex(range[0]) as unknown as TSESTree.Node | undefined;
  let statements: readonly TSESTree.Node[] = [];
  for (; node; node = node.parent) {
    if (isFunction(node)) return false;
    if (node.type === 'VariableDeclarator') addNames(node.id);
    if (node.type === 'AssignmentExpression') addNames(node.left);
    const around = node.parent as { readonly body?: unknown } | undefined;
    if (Array.isArray(around?.body)) statements = around.body as TSESTree.Node[];
  }
  const declarators = statements.flatMap((one) => (one.type === 'VariableDeclaration' ? one.declarations : []));
  for (let size = -1; size < holders.size;) {
    size = holders.size;
    for (const { id, init } of declarators)
      if (init && !isResult(init) && namesIn(init).some((name) => holders.has(name))) addNames(id);
  }
  const markup = sourceCode.text.replace(SCRIPTS, '').match(NAMES) ?? [];
  return markup.some((name) => holders.has(name) || (name.startsWith('$') && holders.has(name.slice(1))));

  function addNames(pattern: TSESTree.Node): void {
    for (const name of namesIn(pattern)) holders.add(name);
  }

  function namesIn(node: TSESTree.Node): readonly string[] {
    const keys = sourceCode.visitorKeys as SourceFile['visitorKeys'];
    const inside = [node, ...descendantsOf(node, keys)];
    return inside.flatMap((one) => (one.type === 'Identifier' ? [one.name] : []));
  }
}

/** `await response.json()`: what a method gives is not what it was called on. A callback might return it. */
function isResult(init: TSESTree.Expression): boolean {
  if (init.type !== 'AwaitExpression' || init.argument.type !== 'CallExpression') return false;
  const { callee, arguments: given } = init.argument;
  return given.length === 0 && callee.type === 'MemberExpression' && callee.object.type === 'Identifier';
}
