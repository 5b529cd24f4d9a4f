/** A body that is read twice: the repair reads it once, before both places, and names the result. */
import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, isWithin, outermost, type FunctionNode } from '../../syntax/nodes.js';
import { TEXT_NAMES, VALUE_NAMES } from '../../protocols/names.js';
import { isBorrower } from '../../protocols/platform.js';
import { isConstant } from '../../syntax/variables.js';
import { splitsSection } from '../safety/atomicity.js';
import {
  chained,
  isForeign,
  isPart,
  isSteady,
  isThereBefore,
  isTriedIn,
  originOf,
  readFrom,
  readOf,
  replaceRead,
  statementAround,
  takenOver,
  useAt,
  type BodyRead,
  type BodyUse,
  type ReadFrom,
} from './body-reads.js';
import { FOREIGN, OWN_ERROR, parserCheck, STANDS_IN } from './body-checks.js';
import { actsIn, branchOf, isAlwaysIn, isRepeatedIn, isStill, jumpsIn } from '../safety/evaluated-between.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertBefore, isListed } from '../text/insert.js';
import { isAskedWhetherRead } from '../bodies/unnamed.js';
import { printRead } from '../text/print.js';

const EARLIER = 'The body is now read earlier: check that the code in between is not needed if the read fails.';
const MEANWHILE = 'The function now waits for the body earlier: check that no other task changes state that it uses.';
const BEFORE_TRY =
  'The body is now read before the `try`: check that its `catch` and `finally` are not needed if the read fails.';
const SHARED = 'Both places now get the same object: check that neither changes it.';
const FIELD = 'The response is read from an object twice: check that it is the same response both times.';

/** Two reads of one body, and the receiver of the first. */
interface Pair {
  readonly first: BodyRead;
  readonly second: BodyRead;
  readonly from: ReadFrom;
}

/** The method of the only read, and whether its result is a text. */
interface Source {
  readonly method: string;
  /** It gives text, of which each place may want a parse. */
  readonly isText: boolean;
}

export function planReadOnce(site: FixContext): Part {
  const pair = pairOf(site);
  if ('refused' in pair) return pair;
  const source = sourceOf(pair);
  if (!source) return refuse('the result of one read cannot be made from the result of the other');
  const kept = keptName(site, pair, source);
  if (kept !== null) return withName(site, pair, source, kept);
  return inFront(site, pair, source);
}

function pairOf(site: FixContext): Pair | { readonly refused: string } {
  const { cause, range } = site.finding;
  const [earlier, later] = [cause && useAt(site, cause.range), useAt(site, range)];
  if (!earlier || !later) return { refused: 'one of the two reads is in other code' };
  if (earlier.call === later.call) return { refused: 'the second iteration of the loop reads the body again' };
  const [first, second] = [readOf(earlier) ?? reactedTo(earlier), readOf(later)];
  if (!first || !second) return { refused: 'one of the two does not read the whole body, or is not awaited at once' };
  const [from, again] = [readFrom(site, first.call.callee.object), readFrom(site, second.call.callee.object)];
  if (!from || !again || originOf(site, from.variable) !== originOf(site, again.variable))
    return { refused: 'the two reads may be of different responses' };
  const fn = enclosingFunction(first.call);
  const span = [first.call.range[0], second.call.range[1]] as const;
  if (
    first.call.range[1] > second.call.range[0] ||
    ![from, again].every(({ variable }) => isSteady(variable, fn, span))
  )
    return { refused: 'the variable may hold a different response at the second read' };
  return { first, second, from };
}

/** `res.text().then((text) => …)`: the callback has the value. */
const reactedTo = (use: BodyUse): BodyRead | null =>
  use.method.locks === 'read' && chained(use.call, 'then', 1) ? { ...use, value: use.call, fallback: null } : null;

function sourceOf({ first, second }: Pair): Source | null {
  const method = Object.entries(first.handle.methods ?? {}).find(([, { gives }]) => gives === 'text')?.[0];
  if (first.name === second.name) return { method: first.name, isText: first.method.gives === 'text' };
  return method !== undefined && first.method.gives && second.method.gives ? { method, isText: true } : null;
}

/** The name and the parse that replace a read. */
const partOf = ({ method }: BodyRead, { isText }: Source, name: string): { name: string; isParsed: boolean } => ({
  name,
  isParsed: isText && method.gives === 'parsed text',
});

/** The constant, or the parameter of a callback, that the first read gives its value to, where the second read sees it. */
function keptName(site: FixContext, { first, second }: Pair, { method }: Source): string | null {
  if (first.name !== method || first.fallback) return null;
  const declarator = outermost(first.value).parent;
  const reaction = chained(first.call, 'then', 1)?.arguments[0];
  const name =
    declarator?.type === 'VariableDeclarator' && declarator.parent.parent.type !== 'SwitchCase'
      ? declarator.id
      : isFunction(reaction) && enclosingFunction(second.call) === reaction
        ? reaction.params[0]
        : null;
  const variable = name?.type === 'Identifier' ? site.unit.variable(name) : undefined;
  if (name?.type !== 'Identifier' || !variable || !isConstant(variable)) return null;
  return site.held({ expression: name.name, handle: '', promise: false }, second.call)?.variable === variable
    ? name.name
    : null;
}

function withName(site: FixContext, pair: Pair, source: Source, name: string): Part {
  return {
    edits: [replaceRead(site, pair.second, partOf(pair.second, source, name))],
    check: checkOf(site, pair, source, null),
  };
}

/** `const text = await res.text();` before both. */
function inFront(site: FixContext, pair: Pair, source: Source): Part {
  const { first, second, from } = pair;
  const fn = enclosingFunction(first.call);
  if (enclosingFunction(second.call) !== fn) return refuse('the two reads are in different functions');
  if (first.value === first.call) return refuse('the promise of the first read is not awaited at once');
  const place = placeOf(site, pair, fn);
  if ('refused' in place) return place;
  const { statement, check, fallback } = place;
  if (!isThereBefore(from, statement, second.call.range[1]))
    return refuse('the response is not available before both reads');
  const own = source.isText ? null : takenOver(site, second.value, statement);
  const name = own?.name ?? site.fresh(source.isText ? TEXT_NAMES : VALUE_NAMES, statement);
  const read = printRead({
    receiver: from.path,
    method: source.method,
    fallback: fallback && site.text(fallback),
  });
  return {
    edits: [
      ...insertBefore(site, statement, [`const ${own?.declared ?? name} = await ${read}`]),
      replaceRead(site, first, partOf(first, source, name)),
      own?.removal ?? replaceRead(site, second, partOf(second, source, name)),
    ],
    check: checkOf(site, pair, source, check),
  };
}

interface PlaceToRead {
  readonly statement: TSESTree.Node;
  readonly check: string | null;
  readonly fallback: TSESTree.Node | null;
}

/** The statement before which the body is to be read. */
function placeOf(site: FixContext, pair: Pair, fn: FunctionNode | null): PlaceToRead | { readonly refused: string } {
  const { first, second } = pair;
  let part = first.value;
  while (part.parent && !isWithin(second.value, part.parent)) part = part.parent;
  const statement = isListed(part) ? part : part.parent && statementAround(part.parent);
  if (!statement || enclosingFunction(statement) !== fn) return { refused: 'the two reads are in one expression' };
  if (statement.parent?.type === 'SwitchCase' || statement.parent?.type === 'LabeledStatement')
    return { refused: 'a constant cannot be declared before both reads' };
  if (isRepeatedIn(first.value, statement)) return { refused: 'only the first read is in a loop' };
  return tried(site, pair, statement) ?? moved(site, pair, statement);
}

/** A read in a `try` whose handler, or `finally`, reads again; null for others. */
function tried(site: FixContext, { first, second }: Pair, statement: TSESTree.Node): PlaceToRead | null {
  const { unit } = site;
  if (statement.type !== 'TryStatement' || !isWithin(first.value, statement.block)) return null;
  const { block, handler, finalizer } = statement;
  const [own, other] =
    handler && isWithin(second.value, handler.body) ? [handler.body, finalizer] : [finalizer, handler];
  if (!own || !isWithin(second.value, own)) return null;
  const isLast =
    isAlwaysIn(unit, second.value, own) &&
    !isTriedIn(second.value, own) &&
    !actsIn(unit, [own.range[0], second.value.range[0]], second.value);
  if (!isAlwaysIn(unit, first.value, block, isLast)) return null;
  // The text for a failed read is no JSON, so the handler runs as before, at most with a different error.
  if (second.fallback)
    return { statement, check: handler?.body === own && !handler.param ? null : BEFORE_TRY, fallback: second.fallback };
  const isFirst = !actsIn(unit, [block.range[0], first.value.range[0]], first.value);
  return { statement, check: isFirst && isLast && !other ? null : BEFORE_TRY, fallback: null };
}

/** Any other first read: the second one follows it, and every path reaches one of them. */
function moved(
  site: FixContext,
  { first, second, from }: Pair,
  statement: TSESTree.Node,
): PlaceToRead | { readonly refused: string } {
  const { unit } = site;
  if (first.fallback || second.fallback) return { refused: 'a failed read has another result' };
  const [start] = statement.range;
  const isSure = isAlwaysIn(unit, first.value, statement);
  const follower = statementIn(statement, second.value);
  if (!isSure && !(follower && isAlwaysIn(unit, second.value, follower)))
    return { refused: 'some path does not read the body' };
  const values = [first.value, second.value];
  const until = isSure ? first.value.range[0] : second.value.range[0];
  const branch = branchOf(first.value, statement);
  const gaps = isSure
    ? [[start, until] as const]
    : [[start, first.value.range[0]] as const, [branch.range[1], until] as const];
  if (!isSure && gaps.some((gap) => jumpsIn(unit, gap, ...values)))
    return { refused: 'some path does not read the body' };
  const isSame =
    gaps.every((gap) => !actsIn(unit, gap, ...values)) &&
    !isTriedIn(first.value, statement) &&
    (isSure || !isAskedWhetherRead(site, enclosingFunction(statement) ?? unit.ast)) &&
    // A rejection of a returned promise does not reach the `catch` of the function.
    (isSure || second.value !== second.call || !isTriedIn(second.value, unit.ast));
  const isAlone =
    gaps.every((gap) => isStill(unit, gap, from.variable, ...values)) &&
    (isSure || !splitsSection(site, { kind: 'before', node: statement }));
  return { statement, check: !isSame ? EARLIER : !isAlone ? MEANWHILE : null, fallback: null };
}

/** The statement of the same list as `statement` that has `value`. */
function statementIn({ parent }: TSESTree.Node, value: TSESTree.Node): TSESTree.Node | null {
  for (let at: TSESTree.Node | undefined = value; at; at = at.parent) if (at.parent === parent) return at;
  return null;
}

/** What a person has to check; null where nothing is left. */
function checkOf(
  site: FixContext,
  { first, second, from }: Pair,
  { isText }: Source,
  place: string | null,
): string | null {
  const { throwsOwn, option } = site.protocol.parsing ?? {};
  const isParsed = isText && [first, second].some(({ method }) => method.gives === 'parsed text');
  const isTurned = isText && first.method.gives === 'parsed text';
  if (isTurned && site.hasStandIn) return STANDS_IN;
  if (isTurned && isForeign(site, from)) return FOREIGN;
  if (isTurned && throwsOwn && isErrorSeen(first.value)) return OWN_ERROR;
  if (isParsed && option !== undefined) return parserCheck(option);
  if (!isPart(site, from)) return FIELD;
  if (!isText && !isOnlyShown(site, first)) return SHARED;
  return place;
}

/** Whether code may use the error of a parse. */
function isErrorSeen(value: TSESTree.Node): boolean {
  for (let at = value; at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'TryStatement' && at.parent.block === at && at.parent.handler)
      return at.parent.handler.param !== null || at.parent.finalizer !== null;
  return true;
}

/** `console.log(await res.json())`: no other code gets the value. */
function isOnlyShown({ oracle, unit }: FixContext, { value }: BodyRead): boolean {
  const { parent } = outermost(value);
  if (parent?.type !== 'CallExpression') return false;
  return isBorrower(oracle.calleeName(unit, parent) ?? '') || oracle.isLogging(unit, parent.callee);
}
