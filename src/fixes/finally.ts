/** One `finally` instead of many releases. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../syntax/nodes.js';
import { LENT } from './assess.js';
import { isListed, wrap } from './insert.js';
import { refuse, type Part, type Site } from './site.js';
import type { Use } from './uses.js';

/** Wraps what follows the acquisition of a body in `try { … } finally { … }`, and releases there what nobody has read. */
export function planFinally(site: Site): Part {
  return planRest(site, ({ kind }) => kind !== 'give' && kind !== 'lock', true);
}

/**
 * The same for any resource that is kept in a constant.
 *
 * @param isHarmless what may be done with the resource, so that it can be released at the end
 * @param mayWait whether the release may be awaited
 */
export function planRest(site: Site, isHarmless: (use: Use) => boolean, mayWait: boolean): Part {
  const { declarator, path } = declaratorOf(site.acquire);
  const declaration = declarator?.parent;
  if (!site.finding.gives.some(({ expression }) => expression === '')) return refuse('it is not what the call gives');
  if (declarator?.id.type !== 'Identifier' || declaration?.kind !== 'const' || declaration.declarations.length !== 1 || !isListed(declaration)) return refuse('it is not kept in a constant');
  const holder = { expression: [declarator.id.name, ...path].join('.'), handle: site.protocol.root, promise: false };
  const held = site.held(holder, declaration);
  if (!held) return refuse('it is not kept in a constant');
  const list = statementsOf(declaration.parent);
  const rest = list.slice(list.indexOf(declaration) + 1);
  if (rest.length === 0 || rest.some(({ type }) => /^(?:Import|Export|Function|Class|TS)/.test(type))) return refuse('what follows cannot be put into a block');
  const uses = site.uses.of(held.variable, holder.handle, path);
  if (!uses.every(isHarmless)) return refuse('it is also stored or handed on, and somebody may still need it');
  const code = site.release(holder, { canAwait: mayWait && site.canAwait(rest[0]!), swallow: true, maybeRead: true, nullable: path.length === 0 && site.isNullable(held) });
  if (!code) return refuse('nothing should be written for this client');
  if (site.text(declaration.parent).includes(`finally {`) && site.text(declaration.parent).includes(code.expression)) return refuse('the release is there already');
  const lines = site.lines(code).map((line) => site.layout.step + line);
  return { edits: wrap(site, rest, 'try {', ['} finally {', ...lines, '}']), check: mayWait && uses.some(({ kind }) => kind === 'lend') ? LENT : null };
}

/** The declarator that keeps what the node gives, itself or as a property of an object literal. */
function declaratorOf(node: TSESTree.Node): { readonly declarator: TSESTree.VariableDeclarator | null; readonly path: readonly string[] } {
  const path: string[] = [];
  for (let at: TSESTree.Node | undefined = node.parent; at; at = at.parent) {
    if (at.type === 'VariableDeclarator') return { declarator: at, path };
    const name = at.type === 'Property' ? memberName(at) : null;
    if (name !== null && /^[\w$]+$/.test(name)) path.unshift(name);
    else if (!/^(?:AwaitExpression|TSAsExpression|TSNonNullExpression|TSSatisfiesExpression|ChainExpression|ObjectExpression)$/.test(at.type)) break;
  }
  return { declarator: null, path };
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
