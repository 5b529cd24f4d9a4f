/** One `finally` for all that follows an acquisition. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Holder } from '../../findings/finding.js';
import { childrenOf, isNothing, isTransparent, isWithin, memberName } from '../../syntax/nodes.js';
import type { ResourceUse } from '../../typestate/answers.js';
import { mayWait } from '../safety/atomicity.js';
import type { Edit } from '../text/edits.js';
import { isListed, wrap } from '../text/insert.js';
import { accessPathAt } from '../safety/nullness.js';
import { hasRelease } from './existing.js';
import { releaseStatement, type Statement } from '../text/print.js';
import type { PlannedRelease } from './release.js';
import { isBeginning } from './preconditions.js';
import { refuse, type Held, type Part, type FixContext } from '../fix-context.js';

/** A property that can be written after a dot. */
const IDENTIFIER = /^[\w$]+$/;

/** A constant that keeps the resource for the rest of its block. */
export interface Kept {
  readonly held: Held;
  /** What follows the declaration in its block. */
  readonly rest: readonly TSESTree.Node[];
  /** It is only acquired under a condition. */
  readonly isOptional: boolean;
}

/** Wraps the code after the acquisition of a body in `try { … } finally { … }`, and releases an unread body there. */
export function planFinally(site: FixContext): Part {
  const kept = keptOf(site);
  if ('refused' in kept) return kept;
  const { held, rest } = kept;
  if (held.holder.promise) return refuse('the promise of the response is not awaited at once');
  const isRefused = ({ kind, node }: ResourceUse): boolean =>
    kind === 'escapes' || kind === 'locks' || kind === 'holds' || !isWithin(node, rest[0]!.parent!);
  if (site.usesAround(rest[0]!).some(isRefused))
    return refuse('it is also stored or handed on, and other code may still need it');
  const release = site.releases.held(held, {
    canAwait: mayWait(site, rest[0]!, { kind: 'end', block: rest[0]!.parent! }),
    swallow: true,
    maybeRead: true,
    isBeginning: site.usesAround(rest[0]!).some(isBeginning),
    ...(held.path.length === 0 ? accessPathAt(site, held, { kind: 'before', node: rest[0]! }) : { nullable: false }),
  });
  if (!release) return refuse('no release can be written for this client');
  return isReleasedFinally(site, rest[0]!.parent!, release)
    ? refuse('the release is already there')
    : { edits: tryFinally(site, rest, [releaseStatement(release)]), check: null };
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
  if (!held) return { refused: 'the call returns it inside another value' };
  const list = statementsOf(declaration.parent);
  const rest = wrappable(site, list.slice(list.indexOf(declaration) + 1));
  return rest ? { held, rest, isOptional } : { refused: 'the statements that follow cannot be moved into a block' };
}

/**
 * The statements without those at their beginning that declare what is asked for elsewhere and cannot fail; null where
 * the others are no block either.
 */
function wrappable(site: FixContext, statements: readonly TSESTree.Node[]): readonly TSESTree.Node[] | null {
  const from = statements.findIndex((one) => !isDeclaredOnly(one));
  const start = [...statements.keys()].find((index) => index <= from && isWrappable(site, statements.slice(index)));
  return start === undefined ? null : statements.slice(start);
}

/** `const found: string[] = [];` */
const isDeclaredOnly = (statement: TSESTree.Node): boolean =>
  statement.type === 'VariableDeclaration' &&
  statement.declarations.every(({ id, init }) => id.type === 'Identifier' && (init === null || isEmpty(init)));

const isEmpty = (init: TSESTree.Expression): boolean =>
  init.type === 'Literal' ||
  (init.type === 'ArrayExpression' && init.elements.length === 0) ||
  (init.type === 'ObjectExpression' && init.properties.length === 0);

/** Whether the statements, which are the last of their list, mean the same in a block of their own. */
export function isWrappable(site: FixContext, rest: readonly TSESTree.Node[]): boolean {
  const [first] = rest;
  if (!first || rest.some(isBlockless)) return false;
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

/** What belongs to the list it stands in: a module's imports and exports, and what is known before its declaration. */
const isBlockless = ({ type }: TSESTree.Node): boolean =>
  ['Import', 'Export', 'Function', 'Class', 'TS'].some((kind) => type.startsWith(kind));

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

/** Wraps statements; `before` stands before the `try`. */
export const tryFinally = (
  site: FixContext,
  rest: readonly TSESTree.Node[],
  body: readonly Statement[],
  before: readonly Statement[] = [],
): Edit[] => wrap(site, rest, 'try', { head: 'finally', body }, before);

/** Whether a `finally` in the block does the same already. */
export function isReleasedFinally({ unit }: FixContext, block: TSESTree.Node, release: PlannedRelease): boolean {
  const isFinal = (node: TSESTree.Node): boolean =>
    (node.type === 'TryStatement' && node.finalizer !== null && hasRelease(unit, node.finalizer, release)) ||
    childrenOf(node, unit.visitorKeys).some(isFinal);
  return isFinal(block);
}

/** What the declaration takes out of what the call gives: `[agent]`, `{ agent }`. */
function holderIn(site: FixContext, declaration: TSESTree.Node): Holder | null {
  const holders = site.finding.exits.flatMap((exit) => exit.holders).filter(({ promise }) => !promise);
  return (
    holders.find((holder) =>
      site.held(holder, declaration)?.variable.identifiers.some((name) => isWithin(name, declaration)),
    ) ?? null
  );
}

/** `secure ? new https.Agent() : new http.Agent()`: objects of classes of the same name. */
const isMadeAs = (other: TSESTree.Node, one: TSESTree.Node): boolean =>
  other.type === 'NewExpression' && one.type === 'NewExpression' && className(other) === className(one);

const className = ({ callee }: TSESTree.NewExpression): string | null =>
  callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;

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
    if (name !== null && IDENTIFIER.test(name)) path.unshift(name);
    else if (at.type === 'ConditionalExpression' && isNothing(at.consequent === child ? at.alternate : at.consequent))
      isOptional = true;
    else if (
      at.type === 'ConditionalExpression' &&
      isMadeAs(at.consequent === child ? at.alternate : at.consequent, child)
    )
      continue;
    else if (at.type !== 'AwaitExpression' && at.type !== 'ObjectExpression' && !isTransparent(at)) break;
  }
  return { declarator: null, path, isOptional, isAwaited };
}
