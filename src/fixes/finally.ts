/** One `finally` instead of many releases. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Finding } from '../findings/finding.js';
import { enclosingFunction } from '../syntax/nodes.js';
import { LENT } from './assess.js';
import { isListed, wrap } from './insert.js';
import { refuse, type Part, type Site } from './site.js';

/** Wraps what follows the acquisition in `try { … } finally { … }`, and releases there what nobody has read. */
export function planFinally(site: Site, { exits }: Finding): Part {
  const declarator = declaratorOf(site.acquire);
  const declaration = declarator?.parent;
  if (declarator?.id.type !== 'Identifier' || declaration?.kind !== 'const' || declaration.declarations.length !== 1 || !isListed(declaration)) return refuse('the response is not kept in a constant');
  const { name } = declarator.id;
  const holder = exits.flatMap(({ holders }) => holders).find(({ expression, promise }) => expression === name && !promise);
  const held = holder && site.held(holder, declaration);
  if (!holder || !held) return refuse('the response is not kept in a constant');
  const list = statementsOf(declaration.parent);
  const rest = list.slice(list.indexOf(declaration) + 1);
  if (rest.length === 0 || rest.some(({ type }) => /^(?:Import|Export|Function|Class|TS)/.test(type))) return refuse('what follows cannot be put into a block');
  const uses = site.uses.of(held.variable, holder.handle);
  if (uses.some(({ kind }) => kind === 'give')) return refuse('the response is also stored or handed on, and somebody may still need its body');
  const code = site.release(holder, { canAwait: site.canAwait(rest[0]!), swallow: true, maybeRead: true, nullable: site.isNullable(held) });
  if (!code) return refuse('nothing should be written for this client');
  const lines = site.lines(code).map((line) => site.layout.step + line);
  return { edits: wrap(site, rest, 'try {', ['} finally {', ...lines, '}']), check: uses.some(({ kind }) => kind === 'lend') || enclosingFunction(declaration)?.generator ? LENT : null };
}

function declaratorOf(node: TSESTree.Node): TSESTree.VariableDeclarator | null {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'VariableDeclarator') return at;
    if (at.type.endsWith('Statement') || at.type.endsWith('Function') || at.type === 'ArrowFunctionExpression') return null;
  }
  return null;
}

function statementsOf(list: TSESTree.Node): readonly TSESTree.Node[] {
  switch (list.type) {
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return list.body;
    default:
      return [];
  }
}
