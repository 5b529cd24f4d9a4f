/** One `finally` for all that follows an acquisition. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Holder } from '../findings/finding.js';
import { isNothing, isTransparent, isWithin, memberName } from '../syntax/nodes.js';
import type { Edit } from './edits.js';
import { isListed, wrap } from './insert.js';
import { accessPathAt } from './nullness.js';
import type { ReleaseCode } from './release.js';
import { mentionsOf, refuse, type Held, type Part, type FixContext } from './fix-context.js';

/** A constant that keeps the resource for the rest of its block. */
export interface Kept {
  readonly held: Held;
  /** What follows the declaration in its block. */
  readonly rest: readonly TSESTree.Node[];
  /** It is only acquired under a condition. */
  readonly isOptional: boolean;
}

/** Wraps what follows the acquisition of a body in `try { … } finally { … }`, and releases there what nobody has read. */
export function planFinally(site: FixContext): Part {
  const kept = keptOf(site);
  if ('refused' in kept) return kept;
  const { held, rest } = kept;
  if (held.holder.promise) return refuse('the promise of the response is not awaited where it is made');
  const uses = site.uses.of(held.variable, held.holder.handle, held.path);
  if (uses.some(({ kind }) => kind === 'give' || kind === 'lend' || kind === 'lock' || kind === 'hold'))
    return refuse('it is also stored or handed on, and somebody may still need it');
  const code = site.release(
    held.holder,
    {
      canAwait: site.canAwait(rest[0]!),
      swallow: true,
      maybeRead: true,
      ...(held.path.length === 0 ? accessPathAt(site, held, { kind: 'before', node: rest[0]! }) : { nullable: false }),
    },
    mentionsOf(held),
  );
  if (!code) return refuse('nothing should be written for this client');
  return isReleased(site, rest[0]!.parent!, code)
    ? refuse('the release is there already')
    : { edits: tryFinally(site, rest, code), check: null };
}

/** The constant that keeps what is acquired, and what follows it. */
export function keptOf(site: FixContext): Kept | { readonly refused: string } {
  const { declarator, path, isOptional, isAwaited } = declaratorOf(site.acquire);
  const declaration = declarator?.parent;
  if (!declarator || declaration?.kind !== 'const' || declaration.declarations.length !== 1 || !isListed(declaration))
    return { refused: 'it is not kept in a constant' };
  const given =
    declarator.id.type === 'Identifier' ? site.finding.gives.find(({ expression }) => expression === '') : undefined;
  const holder = given
    ? {
        expression: [(declarator.id as TSESTree.Identifier).name, ...path].join('.'),
        handle: site.protocol.root,
        promise: given.promise && !isAwaited,
      }
    : holderIn(site, declaration);
  const held = holder && site.held(holder, declaration);
  if (!held) return { refused: 'it is not what the call gives' };
  const list = statementsOf(declaration.parent);
  const rest = list.slice(list.indexOf(declaration) + 1);
  return isWrappable(site, rest) ? { held, rest, isOptional } : { refused: 'what follows cannot be put into a block' };
}

/** Whether the statements, which are the last of their list, mean the same in a block of their own. */
export function isWrappable(site: FixContext, rest: readonly TSESTree.Node[]): boolean {
  const [first] = rest;
  if (!first || rest.some(({ type }) => /^(?:Import|Export|Function|Class|TS)/.test(type))) return false;
  const list = first.parent!;
  // A function further up may speak of what they declare.
  const declared = [list, list.parent!]
    .flatMap((scope) => site.unit.variablesOf(scope))
    .filter(
      ({ defs: [definition] }) =>
        definition?.type === 'Variable' &&
        definition.node.range[0] >= first.range[0] &&
        definition.parent.kind !== 'var',
    );
  return declared.every(({ references }) =>
    references.every(({ identifier }) => identifier.range[0] >= first.range[0]),
  );
}

/** The statements of a block; none where the node is no block. */
export function statementsOf(list: TSESTree.Node): readonly TSESTree.Node[] {
  switch (list.type) {
    case 'BlockStatement':
    case 'Program':
    case 'StaticBlock':
      return list.body;
    default:
      return [];
  }
}

/** Wraps statements; `before` are lines in front of the `try`. */
export function tryFinally(
  site: FixContext,
  rest: readonly TSESTree.Node[],
  code: ReleaseCode,
  before: readonly string[] = [],
): Edit[] {
  const { step, newline } = site.layout;
  const indent = site.layout.indentAt(rest[0]!.range[0]);
  return wrap(site, rest, `${before.map((line) => `${line}${newline}${indent}`).join('')}try {`, [
    '} finally {',
    ...site.lines(code).map((line) => step + line),
    '}',
  ]);
}

/** Whether a `finally` in the block does the same already. */
export const isReleased = (site: FixContext, block: TSESTree.Node, { expression }: ReleaseCode): boolean =>
  site.text(block).includes('finally {') && site.text(block).includes(expression);

/** What the declaration takes out of what the call gives: `[agent]`, `{ agent }`. */
function holderIn(site: FixContext, declaration: TSESTree.Node): Holder | null {
  const holders = site.finding.exits.flatMap((exit) => exit.holders).filter(({ promise }) => !promise);
  return (
    holders.find((holder) =>
      site.held(holder, declaration)?.variable.identifiers.some((name) => isWithin(name, declaration)),
    ) ?? null
  );
}

/** The declarator that keeps what the node gives, itself or as a property of an object literal. */
function declaratorOf(node: TSESTree.Node): {
  readonly declarator: TSESTree.VariableDeclarator | null;
  readonly path: readonly string[];
  readonly isOptional: boolean;
  readonly isAwaited: boolean;
} {
  const path: string[] = [];
  let isOptional = false;
  let isAwaited = false;
  for (let child = node, at = node.parent; at; child = at, at = at.parent) {
    if (at.type === 'VariableDeclarator') return { declarator: at, path, isOptional, isAwaited };
    isAwaited ||= at.type === 'AwaitExpression';
    const name = at.type === 'Property' ? memberName(at) : null;
    if (name !== null && /^[\w$]+$/.test(name)) path.unshift(name);
    else if (at.type === 'ConditionalExpression' && isNothing(at.consequent === child ? at.alternate : at.consequent))
      isOptional = true;
    else if (at.type !== 'AwaitExpression' && at.type !== 'ObjectExpression' && !isTransparent(at)) break;
  }
  return { declarator: null, path, isOptional, isAwaited };
}
