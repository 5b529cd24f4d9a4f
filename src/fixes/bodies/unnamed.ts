/** Responses that no variable ever refers to: released where the value is dropped, or given a name first. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isTransparent, memberName, unwrap } from '../../syntax/nodes.js';
import { isJoin } from '../../syntax/promises.js';
import { splitsBehind } from '../safety/atomicity.js';
import type { Edit } from '../text/edits.js';
import {
  blockForBody,
  blockText,
  bodyRange,
  endWithComments,
  insertAfter,
  insertBefore,
  isListed,
  returned,
  withParentheses,
} from '../text/insert.js';
import { awaitedValue, statementOf } from '../safety/order.js';
import type { PlannedRelease, ReleaseContext } from '../release/release.js';
import { accessPathAt } from '../safety/nullness.js';
import { takePart } from './in-pattern.js';
import { printAround, printReleasing, releaseStatement, type Statement } from '../text/print.js';
import { LATER, refuse, type Part, type FixContext } from '../fix-context.js';
import { releaseBehind } from '../release/together.js';
import { mentionsOf } from '../release/choice.js';

/** For a release right after the acquisition, in a function that waits for it. */
const keeping = (
  site: FixContext,
  value: TSESTree.Node,
): Pick<ReleaseContext, 'canAwait' | 'swallow' | 'maybeRead'> => ({
  canAwait: !splitsBehind(site, value),
  swallow: false,
  maybeRead: false,
});
const STANDS_IN = 'This file replaces `fetch`: check that the replacement returns a promise.';

/** Releases a response whose acquiring expression is not kept in a variable. */
export function planReleaseUnnamed(site: FixContext): Part {
  const { acquire } = site;
  if (acquire.type !== 'CallExpression' || site.finding.gives.length === 0)
    return refuse('the response does not come from a call');
  const value = awaitedValue(acquire);
  if (value && isSpread(site, value) && unwrap(value.argument) === acquire) return inTwo(site, value, value.parent);
  if (isDropped(value ?? acquire) && (value === null || unwrap(value.argument) !== acquire))
    return appended(site, acquire);
  if (!value) {
    const chain = awaitedValue(chainOf(acquire));
    return chain && isDropped(chain)
      ? appended(site, acquire)
      : chain && chainOf(acquire) !== acquire
        ? named(site, chain, true)
        : refuse('the promise of the response is not awaited at once');
  }
  if (value.parent.type === 'ExpressionStatement') return inPlace(site, value);
  return inPattern(site, value) ?? named(site, value, false);
}

/** `const { status, body } = await fetch(url);`, then the release of the body; null where no pattern takes the response apart. */
function inPattern(site: FixContext, value: TSESTree.AwaitExpression): Part | null {
  const declarator = value.parent;
  if (declarator.type !== 'VariableDeclarator' || declarator.init !== value) return null;
  const { parent: declaration, id } = declarator;
  const [given] = site.finding.gives;
  const isPlain = declaration.kind === 'const' && declaration.declarations.length === 1 && isListed(declaration);
  if (!isPlain || given?.expression !== '' || site.usesAround(value).length > 0) return null;
  const whole = site.releases.root('', { ...keeping(site, value), nullable: site.isMissable(value) });
  const taken = whole && takePart(site, id, whole, value);
  return (
    taken && {
      edits: [...taken.edits, ...insertAfter(site, declaration, [releaseStatement(taken.release)])],
      check: null,
    }
  );
}

/** A statement of its own that would put many lines into parentheses, or begin with one. */
function isSpread(site: FixContext, value: TSESTree.AwaitExpression): boolean {
  const { parent, range } = value;
  if (parent.type !== 'ExpressionStatement' || !isListed(parent)) return false;
  if (!site.layout.isOneLine(...range)) return true;
  const release = released(site, value);
  return release !== null && isBare(release);
}

/** The release of a response where it is acquired. */
const released = (site: FixContext, value: TSESTree.AwaitExpression): PlannedRelease | null =>
  site.releases.given(`(${site.text(value)})`, { ...keeping(site, value), nullable: site.isMissable(value) });

/** It begins with what it releases. */
const isBare = (release: PlannedRelease): boolean => printAround(release).before === '';

/** `await (await fetch(url)).body?.cancel();` */
function inPlace(site: FixContext, value: TSESTree.AwaitExpression): Part {
  const release = released(site, value);
  if (!release) return refuse('no release can be written for this client');
  const { before, behind } = printAround(release);
  const [open, close] = release.helper !== null && release.receiver.steps.length === 0 ? ['', ''] : ['(', ')'];
  const [start, end] = value.range;
  return {
    edits: [
      { range: [start, start], text: before + open },
      { range: [end, end], text: close + behind },
    ],
    check: null,
  };
}

/** `const response = await fetch(…);`, then the release. */
function inTwo(site: FixContext, value: TSESTree.AwaitExpression, statement: TSESTree.Node): Part {
  const name = site.fresh(site.protocol.names, value);
  const release = site.releases.given(name, { ...keeping(site, value), nullable: site.isMissable(value) });
  if (!release) return refuse('no release can be written for this client');
  const [start] = value.range;
  return {
    edits: [
      { range: [start, start], text: `const ${name} = ` },
      ...insertAfter(site, statement, [releaseStatement(release)]),
    ],
    check: null,
  };
}

/** `fetch(url).then((response) => response.body?.cancel())`, for a promise whose value is not used. */
function appended(site: FixContext, acquire: TSESTree.CallExpression): Part {
  const isAwaited = awaitedValue(chainOf(acquire)) !== null;
  const parameter = site.parameter(site.protocol.names, acquire);
  const context = { canAwait: false, swallow: true, maybeRead: false, nullable: site.isMissable(acquire) };
  const release = site.releases.given(parameter, context);
  if (!release) return refuse('no release can be written for this client');
  const { layout, tokens } = site;
  const heard = isAwaited && !release.waits ? { ...release, swallowed: false } : release;
  const callback = printReleasing(parameter, heard, layout.semicolon);
  const [, end] = acquire.range;
  const next = tokens.after(end);
  const isOnOwnLine = next?.value === '.' && layout.startsLine(next.range[0]);
  const at = isOnOwnLine ? endWithComments(site, end) : end;
  const gap = isOnOwnLine ? layout.newline + layout.indentAt(next.range[0]) : '';
  return {
    edits: [{ range: [at, at], text: `${gap}.then(${callback})` }],
    check: site.hasStandIn ? STANDS_IN : whatWaits(site, acquire),
  };
}

/** What a person has to check of code that waits for the chain of a promise, and for the release in it. */
function whatWaits(site: FixContext, acquire: TSESTree.Node): string | null {
  const wait = awaitedValue(chainOf(acquire));
  return wait && splitsBehind(site, wait) ? LATER : null;
}

/** Gives the value a name before its statement. */
function named(site: FixContext, value: TSESTree.AwaitExpression, nullable: boolean): Part {
  const uses = site.isUnused ? [] : site.usesAround(value);
  if (uses.some(({ kind }) => kind === 'escapes'))
    return refuse('the function that the response is passed to may keep it');
  const place = statementOf(site, value);
  if (!place)
    return uses.length === 0 && !nullable
      ? within(site, value)
      : refuse('the response is acquired under a condition inside an expression');
  if (uses.some(({ node }) => node.range[0] < place.range[0] || place.range[1] < node.range[1]))
    return refuse('the response is still needed after the statement that acquires it');
  const isAfter = uses.length > 0;
  if (isAfter && ((place.type !== 'ExpressionStatement' && place.type !== 'VariableDeclaration') || !isListed(place)))
    return refuse('the function that the response is passed to may read the body, and the statement leaves the block');
  const name = site.fresh(site.protocol.names, value);
  const planned = site.releases.given(name, {
    canAwait: !splitsBehind(site, value),
    swallow: place.type === 'ThrowStatement',
    maybeRead: isAfter,
    nullable: nullable || site.isMissable(value),
  });
  if (!planned) return refuse('no release can be written for this client');
  const declaration = `const ${name} = ${site.text(value)}`;
  const release = releaseStatement(planned);
  const mention: Edit = { range: withParentheses(site, value), text: name };
  if (place.type === 'ArrowFunctionExpression')
    return { edits: arrowBlock(site, place, mention, [declaration, release]), check: null };
  if (isAfter)
    return {
      edits: [...insertBefore(site, place, [declaration]), mention, ...insertAfter(site, place, [release])],
      check: null,
    };
  return { edits: [...insertBefore(site, place, [declaration, release]), mention], check: null };
}

/** The same inside an expression, where no statement could go in front. */
function within(site: FixContext, value: TSESTree.AwaitExpression): Part {
  return value.argument === site.acquire
    ? planAtOnce(site)
    : refuse('the response is acquired under a condition inside an expression');
}

/** `const response = await fetch(url);`, then the release, for a response whose body is not used on any path. */
export function planKept(site: FixContext): Part {
  const value = awaitedValue(site.acquire);
  const declarator = value?.parent;
  if (
    !value ||
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id.type !== 'Identifier' ||
    !isListed(declarator.parent)
  )
    return refuse('the response is not kept in a variable');
  if (site.unit.variable(declarator.id)?.references.some(({ identifier }) => asksWhetherRead(site, identifier)))
    return refuse('the code tests whether the body has been read');
  // No code ends it, but a read may have begun.
  if (site.usesAround(value).length > 0) return refuse('the code accesses the body');
  const [given] = site.finding.gives;
  const { name } = declarator.id;
  const held = site.held({ ...given!, expression: name + given!.expression, promise: false }, declarator);
  const presence = held ? accessPathAt(site, held, { kind: 'before', node: declarator }) : { nullable: false };
  const release = site.releases.given(name, { ...keeping(site, value), ...presence }, held ? mentionsOf(held) : []);
  return release
    ? { edits: releaseBehind(site, declarator.parent, release), check: null }
    : refuse('no release can be written for this client');
}

/** `response.bodyUsed`, `response.body?.locked`, `response.destroyed`: a release before it would change the answer. */
export function asksWhetherRead(site: FixContext, mention: TSESTree.Node): boolean {
  for (let at = mention.parent; at && (at.type === 'MemberExpression' || isTransparent(at)); at = at.parent)
    if (tellsWhetherRead(site, at)) return true;
  return false;
}

/** Whether a piece of code asks so of anything. */
export const isAskedWhetherRead = (site: FixContext, node: TSESTree.Node): boolean =>
  tellsWhetherRead(site, node) ||
  childrenOf(node, site.unit.visitorKeys).some((child) => isAskedWhetherRead(site, child));

function tellsWhetherRead({ protocol }: FixContext, node: TSESTree.Node): boolean {
  const name = node.type === 'MemberExpression' ? memberName(node) : null;
  return (
    name !== null &&
    Object.values(protocol.handles).some(({ properties = {} }) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return property === 'used' || property === 'locked' || property === 'ended';
    })
  );
}

/** `fetch(url).then(async (response) => { …; return response; })`, for a response whose body is not used. */
export function planAtOnce(site: FixContext): Part {
  const { acquire, finding } = site;
  const [given] = finding.gives;
  if (acquire.type !== 'CallExpression' || !given?.promise || given.expression !== '')
    return refuse('the response does not come from a promise that a call returns');
  // No code ends it, but a read may have begun.
  if (site.usesAround(acquire).some(({ kind }) => kind !== 'escapes')) return refuse('the code accesses the body');
  const name = site.parameter(site.protocol.names, acquire);
  const context = { canAwait: true, swallow: false, maybeRead: false, nullable: site.isMissable(acquire) };
  const release = site.releases.given(name, context);
  if (!release) return refuse('no release can be written for this client');
  const [start, end] = acquire.range;
  const body = blockText(site, start, [releaseStatement(release), `return ${name}`]);
  return {
    edits: [{ range: [end, end], text: `.then(${release.awaited ? 'async ' : ''}(${name}) => ${body})` }],
    check: site.hasStandIn ? STANDS_IN : whatWaits(site, acquire),
  };
}

function arrowBlock(
  site: FixContext,
  arrow: TSESTree.ArrowFunctionExpression,
  mention: Edit,
  statements: readonly Statement[],
): Edit[] {
  const range = bodyRange(site, arrow);
  const { text } = site.unit;
  const rest = arrow.body.type === 'ObjectExpression' ? arrow.body.range : range;
  const value = text.slice(rest[0], mention.range[0]) + mention.text + text.slice(mention.range[1], rest[1]);
  return blockForBody(site, arrow, [...statements, returned(site, arrow, value)]);
}

/** `fetch(url).catch(report).finally(done)`: the end of the chain that still gives the response. */
function chainOf(call: TSESTree.Node): TSESTree.Node {
  const { parent } = call;
  if (
    parent?.type !== 'MemberExpression' ||
    parent.object !== call ||
    parent.parent.type !== 'CallExpression' ||
    parent.parent.callee !== parent
  )
    return call;
  const name = memberName(parent);
  return name === 'catch' || name === 'finally' ? chainOf(parent.parent) : call;
}

/** Whether neither the value of the expression nor that of the chain it begins is used. */
function isDropped(expression: TSESTree.Node): boolean {
  const end = chainOf(expression);
  const parent = end.parent!;
  switch (parent.type) {
    case 'ExpressionStatement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'void';
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'TSNonNullExpression':
      return isDropped(parent);
    case 'ArrayExpression':
      return isJoin(parent.parent) && isDropped(parent.parent);
    case 'ArrowFunctionExpression':
      return parent.body === end && isElementOfJoin(parent);
    default:
      return false;
  }
}

/** `Promise.all(urls.map((url) => fetch(url)))` with an unused result. */
function isElementOfJoin(callback: TSESTree.ArrowFunctionExpression): boolean {
  const map = callback.parent;
  if (map.type !== 'CallExpression' || map.callee.type !== 'MemberExpression' || map.arguments[0] !== callback)
    return false;
  if (memberName(map.callee) === 'forEach') return true;
  return memberName(map.callee) === 'map' && isJoin(map.parent) && isDropped(map.parent);
}
