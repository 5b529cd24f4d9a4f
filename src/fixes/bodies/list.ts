/** Lists of responses of which some are not read: the rest is released when the function is done with the list. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName } from '../../syntax/nodes.js';
import { mayWait } from '../safety/atomicity.js';
import { behind } from '../release/branches.js';
import { hasRelease } from '../release/existing.js';
import { isWrappable, tryFinally } from '../release/finally.js';
import { LATER, refuse, type FixContext, type Part } from '../fix-context.js';
import { insertAfter, isListed } from '../text/insert.js';
import { areElementsUnread, isLookedAt, readingOf } from './list-elements.js';
import { isAskedWhetherRead } from './unnamed.js';
import { printReleasing, releaseStatement } from '../text/print.js';
import { pathTo, type PlannedRelease } from '../release/release.js';

const KEPT =
  'Every response of the list that has not been read is released at the end: check that none of them is kept.';
const RESULT_NAMES = ['result', 'outcome', 'settled'];

/** A list that is declared with what `Promise.all` or `Promise.allSettled` gives. */
export interface List {
  readonly declarator: TSESTree.VariableDeclarator;
  /** What leads from an element to its response: `value`, of a result that is settled. */
  readonly path: readonly string[];
}

/** `const answers = await Promise.all(urls.map((url) => fetch(url)))`: wraps what follows and releases in the `finally`. */
export function planReleaseList(site: FixContext): Part {
  const list = listOf(site.acquire);
  const declaration = list?.declarator.parent;
  if (list?.declarator.id.type === 'ArrayPattern') return planOthers(site, list.declarator, list.declarator.id);
  if (
    list?.declarator.id.type !== 'Identifier' ||
    declaration?.kind !== 'const' ||
    declaration.declarations.length !== 1 ||
    !isListed(declaration) ||
    declaration.parent.type !== 'BlockStatement'
  )
    return refuse('the list of responses is not kept in a constant');
  const variable = site.unit.variable(list.declarator.id);
  const block = declaration.parent;
  const rest = block.body.slice(block.body.indexOf(declaration) + 1);
  if (!variable || !isWrappable(site, rest)) return refuse('the statements that follow cannot be moved into a block');
  if (!variable.references.every(({ identifier, init }) => init === true || isLookedAt(identifier as TSESTree.Node)))
    return refuse('the list of responses is handed on');
  const reading = readingOf(site, variable);
  const [name, release] = releaseElement(
    site,
    list,
    reading !== 'begun' && mayWait(site, rest[0]!, { kind: 'end', block }),
    reading !== 'awaited',
  );
  if (!release) return refuse('no release can be written for this client');
  if (hasRelease(site.unit, block, release)) return refuse('the release is already there');
  const loop = [{ head: `for (const ${name} of ${list.declarator.id.name})`, body: [releaseStatement(release)] }];
  return { edits: tryFinally(site, rest, [loop]), check: reading === 'unknown' ? KEPT : null };
}

/** `const answers = await Promise.all(urls.map((url) => fetch(url)))`, none of whose bodies is used: all are released at once. */
export function planUnreadList(site: FixContext): Part {
  const list = listOf(site.acquire);
  const declaration = list?.declarator.parent;
  const variable = list?.declarator.id.type === 'Identifier' ? site.unit.variable(list.declarator.id) : undefined;
  if (
    !list ||
    !variable ||
    declaration?.kind !== 'const' ||
    declaration.declarations.length !== 1 ||
    declaration.parent.type !== 'BlockStatement' ||
    list.path.length > 0
  )
    return refuse('the list of responses is not kept in a constant');
  if (!isUniform(site, site.acquire)) return refuse('the list also has other elements');
  if (isAskedWhetherRead(site, variable.scope.block)) return refuse('the code tests whether a body has been read');
  const name = site.parameter(site.protocol.names, declaration);
  const release = site.releases.root(name, {
    canAwait: false,
    swallow: true,
    maybeRead: false,
    nullable: site.isMissable(site.acquire),
  });
  if (!release || !site.canAwait(declaration)) return refuse('no release can be written for this client');
  const { name: all } = list.declarator.id as TSESTree.Identifier;
  const written = releaseEach(site, all, name, release.waits ? release : { ...release, swallowed: false });
  return { edits: insertAfter(site, declaration, [written]), check: null };
}

/** Releases the elements of a list at once. */
function releaseEach({ layout }: FixContext, list: string, name: string, release: PlannedRelease): string {
  const each = printReleasing(name, release, layout.semicolon);
  return release.promise && !release.waits ? `await Promise.all(${list}.map(${each}))` : `${list}.forEach(${each})`;
}

/** Whether all elements of the list are what a request of one kind gives. */
function isUniform({ oracle, unit, protocol }: FixContext, acquire: TSESTree.Node): boolean {
  const { parent } = acquire;
  const elements = parent?.type === 'ArrayExpression' ? parent.elements : [acquire];
  return elements.every((element) => {
    const call = element?.type === 'CallExpression' ? oracle.acquisition(unit, element) : null;
    return call?.protocol === protocol;
  });
}

/** A name for an element, and its release. A promise that is on its way out must not be left alone while others are waited for. */
function releaseElement(
  site: FixContext,
  { declarator, path }: List,
  canAwait: boolean,
  isBeginning: boolean,
): readonly [string, PlannedRelease | null] {
  const name = site.fresh(path.length > 0 ? RESULT_NAMES : site.protocol.names, declarator.parent);
  const context = { canAwait, swallow: true, maybeRead: true, isBeginning, nullable: false };
  const receiver = { path: pathTo(name, path), handle: site.protocol.root, promise: false };
  return [name, site.releases.of(receiver, path.length > 0 ? { ...context, settled: name } : context)];
}

/** `const [first] = await Promise.all(…)`: the elements that the pattern skips, or unread elements in its rest. */
function planOthers(
  site: FixContext,
  { parent: declaration }: TSESTree.VariableDeclarator,
  pattern: TSESTree.ArrayPattern,
): Part {
  const last = pattern.elements.at(-1);
  if (
    !last ||
    pattern.typeAnnotation ||
    !isListed(declaration) ||
    declaration.parent.type !== 'BlockStatement' ||
    site.finding.exits.some(({ holders }) => holders.length > 0)
  )
    return refuse('the list of responses is not kept in a constant');
  const rest = last.type === 'RestElement' && last.argument.type === 'Identifier' ? last.argument : null;
  const kept = rest && site.unit.variable(rest);
  if (last.type === 'RestElement' && !(kept && areElementsUnread(site, kept)))
    return refuse('the list of responses is handed on');
  const others = rest?.name ?? site.fresh(['others', 'rest'], declaration);
  const name = site.fresh(site.protocol.names, declaration);
  const release = site.releases.root(name, { canAwait: false, swallow: true, maybeRead: false, nullable: false });
  if (!release || !site.canAwait(declaration)) return refuse('no release can be written for this client');
  const [, end] = last.range;
  const all = releaseEach(site, others, name, release);
  return {
    edits: [
      ...(rest ? [] : [{ range: [end, end] as const, text: `, ...${others}` }]),
      ...insertAfter(site, declaration, [all]),
    ],
    check: mayWait(site, declaration, behind(declaration)) ? null : LATER,
  };
}

/** The list that the response is an element of; null where it is in none. */
function listOf(acquire: TSESTree.Node): List | null {
  let join: string | null = null;
  for (let at = acquire, { parent } = acquire; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'ArrowFunctionExpression':
        if (parent.body !== at) return null;
        break;
      case 'CallExpression': {
        const name = parent.callee.type === 'MemberExpression' ? memberName(parent.callee) : null;
        if (parent.arguments[0] !== at || (name !== 'map' && name !== 'all' && name !== 'allSettled')) return null;
        if (name !== 'map') join = name;
        break;
      }
      case 'ArrayExpression':
      case 'AwaitExpression':
        break;
      case 'VariableDeclarator':
        if (join === null || at.type !== 'AwaitExpression') return null;
        return { declarator: parent, path: join === 'allSettled' ? ['value'] : [] };
      default:
        return null;
    }
    if (isFunction(parent) && parent.type !== 'ArrowFunctionExpression') return null;
  }
  return null;
}
