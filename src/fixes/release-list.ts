/** Lists of responses of which some are not read: the rest is released when the function is done with the list. */
import type { TSESTree } from '@typescript-eslint/utils';
import { memberName } from '../syntax/nodes.js';
import { hasRelease } from './existing-release.js';
import { isWrappable, tryFinally } from './finally.js';
import { insertAfter, isListed } from './insert.js';
import { printCallback, printExpression, releaseStatement } from './print.js';
import { refuse, type Part, type FixContext } from './fix-context.js';

const KEPT =
  'Every response of the list that has not been read is released at the end: check that none of them is kept.';

/** `const answers = await Promise.all(urls.map((url) => fetch(url)))`: wraps what follows and releases in the `finally`. */
export function planReleaseList(site: FixContext): Part {
  const declarator = listOf(site.acquire);
  const declaration = declarator?.parent;
  if (declarator?.id.type === 'ArrayPattern') return planOthers(site, declarator, declarator.id);
  if (
    declarator?.id.type !== 'Identifier' ||
    declaration?.kind !== 'const' ||
    declaration.declarations.length !== 1 ||
    !isListed(declaration) ||
    declaration.parent.type !== 'BlockStatement'
  )
    return refuse('the list of responses is not kept in a constant');
  const variable = site.unit.variable(declarator.id);
  const list = declaration.parent.body;
  const rest = list.slice(list.indexOf(declaration) + 1);
  if (!variable || !isWrappable(site, rest)) return refuse('what follows cannot be put into a block');
  if (!variable.references.every(({ identifier, init }) => init === true || isLookedAt(identifier as TSESTree.Node)))
    return refuse('the list of responses is handed on');
  const name = site.fresh(['response', 'res', 'reply'], declaration);
  const release = site.releaseRoot(name, {
    canAwait: site.canAwait(rest[0]!),
    swallow: true,
    maybeRead: true,
    nullable: false,
  });
  if (!release) return refuse('nothing should be written for this client');
  if (hasRelease(site.unit, declaration.parent, release)) return refuse('the release is there already');
  const loop = [{ head: `for (const ${name} of ${declarator.id.name})`, body: [releaseStatement(release)] }];
  return { edits: tryFinally(site, rest, [loop]), check: KEPT };
}

/** `const [first] = await Promise.all(…)`: the elements that the pattern leaves out. */
function planOthers(
  site: FixContext,
  { parent: declaration }: TSESTree.VariableDeclarator,
  pattern: TSESTree.ArrayPattern,
): Part {
  const last = pattern.elements.at(-1);
  if (
    !last ||
    last.type === 'RestElement' ||
    pattern.typeAnnotation ||
    !isListed(declaration) ||
    declaration.parent.type !== 'BlockStatement' ||
    site.finding.exits.some(({ holders }) => holders.length > 0)
  )
    return refuse('the list of responses is not kept in a constant');
  const others = site.fresh(['others', 'rest'], declaration);
  const name = site.fresh(['response', 'res', 'reply'], declaration);
  const release = site.releaseRoot(name, { canAwait: false, swallow: true, maybeRead: false, nullable: false });
  if (!release || !site.canAwait(declaration)) return refuse('nothing should be written for this client');
  const [, end] = last.range;
  return {
    edits: [
      { range: [end, end], text: `, ...${others}` },
      ...insertAfter(site, declaration, [
        `await Promise.all(${others}.map(${printCallback(name, printExpression(release))}))`,
      ]),
    ],
    check: null,
  };
}

/** The declarator of the list that `Promise.all` gives and the response is an element of. */
function listOf(acquire: TSESTree.Node): TSESTree.VariableDeclarator | null {
  let isJoined = false;
  for (let at = acquire, { parent } = acquire; parent; at = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'ArrowFunctionExpression':
        if (parent.body !== at) return null;
        break;
      case 'CallExpression':
        if (
          parent.arguments[0] !== at ||
          parent.callee.type !== 'MemberExpression' ||
          !['map', 'all'].includes(memberName(parent.callee) ?? '')
        )
          return null;
        isJoined ||= memberName(parent.callee) === 'all';
        break;
      case 'ArrayExpression':
      case 'AwaitExpression':
        break;
      case 'VariableDeclarator':
        return isJoined && at.type === 'AwaitExpression' ? parent : null;
      default:
        return null;
    }
  }
  return null;
}

/** A member is read, or its elements are gone through. */
function isLookedAt(mention: TSESTree.Node): boolean {
  const { parent } = mention;
  return (
    (parent?.type === 'MemberExpression' && parent.object === mention) ||
    (parent?.type === 'ForOfStatement' && parent.right === mention)
  );
}
