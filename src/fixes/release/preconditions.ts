/** What has to be reckoned with at a place before a release is written there: who may have read the body by then, or still wants to. */
import type { TSESTree } from '@typescript-eslint/utils';
import { declaratorOf } from '../../syntax/bindings.js';
import { enclosingFunction, isFunction, isNothing, isWithin, memberName, unwrap } from '../../syntax/nodes.js';
import { isAwaitedInPlace } from '../../syntax/promises.js';
import { mayBeAborted } from '../safety/aborts.js';
import { mayWait } from '../safety/atomicity.js';
import { errorOf, hasSucceeded, isNonNullAt, accessPathAt } from '../safety/nullness.js';
import type { Place } from '../safety/reachability.js';
import type { Edit } from '../text/edits.js';
import type { ResourceUse } from '../../typestate/answers.js';
import type { ReleaseContext } from './release.js';
import type { Held, FixContext } from '../fix-context.js';
import { namingOf } from './naming.js';

/** Whether a body has been read says nothing of who is yet to read it. */
export const HANDED_ON = 'the response is also stored or handed on, and other code may still need its body';
const PENDING = 'The request may still be running: check that no other code needs its result.';

export interface Preconditions {
  readonly circumstances: ReleaseContext;
  /** What a person has to check; null where everything is visible. */
  readonly check: string | null;
  /** What the statement at the place itself does with the body, besides looking at the response. */
  readonly own: readonly ResourceUse[];
}

/** Assesses a release of `held` at `place`; `isFailing` where an error is on its way. */
export function checkPreconditions(
  site: FixContext,
  held: Held,
  place: Place,
  isFailing: boolean,
): Preconditions | { readonly refused: string } {
  const { holder } = held;
  const node = place.kind === 'end' ? place.block : place.node;
  // An unused resource can be released anywhere, unless a reader holds it, or the variable may hold another one.
  const isUnused = site.isUnused && isSole(site, held);
  const isCounted = ({ kind }: ResourceUse): boolean => !isUnused || kind === 'holds';
  const before = site.usesBefore(place).filter(isCounted);
  if (before.some(({ kind }) => kind === 'escapes')) return { refused: HANDED_ON };
  if (before.some(({ kind }) => kind === 'holds'))
    return { refused: 'a function that it was passed to holds its body with a reader: cancel that reader there' };
  const presence = presenceAt(site, held, place);
  if ('refused' in presence) return presence;
  if (isBehindEnd(site, place)) return { refused: 'by its type, a call before the release does not return' };
  const inner = place.kind === 'end' ? ((place.block as TSESTree.BlockStatement).body.at(-1) ?? node) : node;
  const circumstances = {
    canAwait: mayWait(site, inner, place),
    swallow: isFailing || mayBeAborted(site, place) || site.hasWaited(place),
    maybeRead: before.some(({ kind }) => kind === 'ends'),
    isBeginning: before.some(isBeginning),
    ...presence,
  };
  const naming = site.releases.held(held, circumstances) ? null : namingOf(site, held);
  return {
    own: place.kind === 'before' ? site.usesIn(node).filter(isCounted) : [],
    check: holder.promise ? PENDING : null,
    circumstances: naming ? { ...circumstances, naming } : circumstances,
  };
}

/**
 * Whether control only comes to a place after calls that do not return, by their type: `bail(error)` of a retry library does, but what is
 * written after it is dead code for the compiler.
 */
function isBehindEnd(site: FixContext, place: Place): boolean {
  const all = endingCalls(site);
  if (all.length === 0) return false;
  const fn = enclosingFunction(place.kind === 'end' ? place.block : place.node);
  const ending = all.filter((call) => enclosingFunction(call) === fn);
  return ending.length > 0 && !site.reach.from(site.acquire, place, { nodes: ending });
}

/** The statements of the file that are calls which do not return, by their type. */
function endingCalls({ unit, oracle }: FixContext): readonly TSESTree.CallExpression[] {
  let found = ending.get(unit.ast);
  if (!found) {
    const isStatement = (call: TSESTree.CallExpression): boolean => call.parent.type === 'ExpressionStatement';
    found = unit.services
      ? unit.facts.calls.filter((call) => isStatement(call) && oracle.neverReturns(unit, call))
      : [];
    ending.set(unit.ast, found);
  }
  return found;
}

const ending = new WeakMap<TSESTree.Program, readonly TSESTree.CallExpression[]>();

/** Whether it begins a read that is not awaited there. */
export const isBeginning = ({ kind, node }: ResourceUse): boolean =>
  kind === 'ends' && node.type === 'CallExpression' && !isAwaitedInPlace(node);

/** How the resource has to be spoken of at a place, wherever control came from: the variable may have nothing there. */
export function presenceAt(
  site: FixContext,
  held: Held,
  place: Place,
): Pick<ReleaseContext, 'nullable' | 'chain' | 'settled' | 'widening' | 'place'> | { readonly refused: string } {
  const node = place.kind === 'end' ? place.block : place.node;
  const error = errorOf(site);
  if (error && !hasSucceeded(site, error, place))
    return { refused: 'the callback gets no body when the request fails: release it where there is no error' };
  const isMissing =
    [site.acquire, ...held.variable.identifiers].some((one) => isSameFunction(one, node)) &&
    !isConstant(held) &&
    site.reach.around(place, { nodes: writesOf(held) }) &&
    !isNonNullAt(site, held.variable, place);
  const isUntyped = isMissing && !mayBeUnset(held);
  const widening = isUntyped ? widen(held) : null;
  if (isUntyped && !widening)
    return { refused: 'the variable may not be assigned yet on another path to the same place' };
  if (isSettled(held)) return { nullable: false, settled: held.variable.name, place };
  return { place, ...accessPathAt(site, held, place, isMissing), ...(widening ? { widening } : {}) };
}

/**
 * `let response: Response | undefined;`. Whatever reads the variable does so after an assignment, as the compiler has
 * seen to, and that says again that it has a
 * value; a function that captures it would not know. Null where there is such a function, or where the type cannot be added to.
 */
function widen({ variable, path }: Held): Edit | null {
  const declarator = declaratorOf(variable);
  const type = declarator?.id.type === 'Identifier' ? declarator.id.typeAnnotation?.typeAnnotation : undefined;
  if (!type || declarator?.init || path.length > 0 || !WIDENED.has(type.type)) return null;
  const { variableScope } = variable.scope;
  if (!variable.references.every(({ from }) => from.variableScope === variableScope)) return null;
  return { range: [type.range[1], type.range[1]], text: ' | undefined' };
}

/** Types that another one may be added after. */
const WIDENED: ReadonlySet<string> = new Set(['TSTypeReference', 'TSIndexedAccessType', 'TSImportType', 'TSUnionType']);

/** One of the results of `Promise.allSettled`, taken apart where it is awaited. */
function isSettled({ variable, path }: Held): boolean {
  const declarator = declaratorOf(variable);
  if (path.join() !== 'value' || !declarator) return false;
  const init = declarator.init && unwrap(declarator.init);
  const call = init?.type === 'AwaitExpression' ? unwrap(init.argument) : null;
  return (
    declarator.id.type === 'ArrayPattern' &&
    call?.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    memberName(call.callee) === 'allSettled'
  );
}

/** Whether a reader may have given its lock back by then. */
export const isUnlocked = (site: FixContext, place: Place): boolean =>
  site.usesBefore(place).some(({ kind }) => kind === 'unlocks');

/** Whether the variable never has anything but what the acquiring call gives, or nothing. */
export function isSole(site: FixContext, { variable }: Held): boolean {
  if (!declaratorOf(variable)) return true;
  const written = variable.references.filter((reference) => reference.isWrite()).map(({ writeExpr }) => writeExpr);
  return written.every((value) => value && (isNothing(value) || isAlwaysFrom(site.acquire, value)));
}

/** Whether what the value is made of is evaluated whenever the value is. */
function isAlwaysFrom(node: TSESTree.Node, value: TSESTree.Node): boolean {
  if (!isWithin(node, value)) return false;
  for (let at = node; at !== value && at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'LogicalExpression' && !isNothing(parent.left === at ? parent.right : parent.left))
      return false;
    if (
      parent.type === 'ConditionalExpression' &&
      parent.test !== at &&
      !isNothing(parent.consequent === at ? parent.alternate : parent.consequent)
    )
      return false;
  }
  return true;
}

const isConstant = ({ variable }: Held): boolean => (declaratorOf(variable)?.parent.kind ?? 'const') === 'const';

/** What gives the variable a value. */
export function writesOf({ variable }: Held): TSESTree.Node[] {
  return variable.references.flatMap(({ identifier, init }) => {
    const { parent } = identifier as TSESTree.Node;
    return (init && parent?.type === 'VariableDeclarator') ||
      (parent?.type === 'AssignmentExpression' && parent.left === identifier)
      ? [parent]
      : [];
  });
}

/** TypeScript rejects a read of a variable that has no value yet, unless its type allows undefined. */
function mayBeUnset({ variable }: Held): boolean {
  const declarator = declaratorOf(variable);
  if (!declarator) return false;
  const annotation = declarator.id.type === 'Identifier' ? declarator.id.typeAnnotation?.typeAnnotation : undefined;
  if (!annotation || declarator.init) return true;
  return (
    annotation.type === 'TSUnionType' &&
    annotation.types.some(({ type }) => type === 'TSUndefinedKeyword' || type === 'TSNullKeyword')
  );
}

function isSameFunction(a: TSESTree.Node, b: TSESTree.Node): boolean {
  const around = (node: TSESTree.Node): TSESTree.Node | null => {
    for (let at: TSESTree.Node | undefined = node; at; at = at.parent)
      if (isFunction(at.parent) && at.parent.body === at) return at.parent;
    return null;
  };
  return around(a) === around(b);
}
