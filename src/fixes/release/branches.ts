/** One side of a decision as a place for statements: a branch, a clause, what follows, or a condition of its own. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, isTransparent, memberName, unwrap } from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import type { Edit } from '../text/edits.js';
import {
  blockForBody,
  blockText,
  endWithComments,
  insertAfter,
  insertAtStart,
  insertBefore,
  isListed,
  returned,
} from '../text/insert.js';
import { linesOf, releaseStatement, type Statement } from '../text/print.js';
import type { Held, FixContext } from '../fix-context.js';
import type { Place } from '../safety/reachability.js';
import type { PlannedRelease } from './release.js';
import { releaseBehindOthers } from './together.js';
import type { FrontierEdge } from './frontier.js';

/** Writes a release where control turns to one side of a decision; null where nothing can be written there. */
export function insertAtTurn(site: FixContext, held: Held, turn: FrontierEdge, release: PlannedRelease): Edit[] | null {
  const { owner, outcome } = turn;
  const written = [releaseStatement(release)];
  switch (owner.type) {
    case 'IfStatement': {
      const branch = outcome === true ? owner.consequent : owner.alternate;
      if (branch?.type === 'BlockStatement')
        return site.isInSight(held, branch)
          ? (releaseBehindOthers(site, branch.body, release) ?? insertAtStart(site, branch, written))
          : inFrontOf(site, held, owner, outcome === true, written);
      if (branch) return insertBefore(site, branch, written);
      const chain = chainOf(owner);
      return turn.isAlone && isListed(chain) ? insertAfter(site, chain, written) : addElse(site, owner, written);
    }
    case 'SwitchStatement':
      return inSwitch(site, held, turn, release);
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return inCondition(site, held, owner, outcome === true, written);
    default:
      return outcome === false && turn.isAlone && isListed(owner) ? insertAfter(site, owner, written) : null;
  }
}

/** Where what is written on that side of the decision runs: before what comes first there, or at the end of a block. */
export function placeBehind({ owner, outcome }: FrontierEdge): Place {
  if (owner.type === 'ConditionalExpression' || owner.type === 'LogicalExpression')
    return { kind: 'before', node: placeOf(owner) ?? owner };
  if (owner.type === 'SwitchStatement') {
    const clause = owner.cases.find((one) => one === outcome);
    const [first] = clause?.consequent ?? [];
    return first ? { kind: 'before', node: first } : behind(owner);
  }
  const branch = owner.type === 'IfStatement' ? (outcome === true ? owner.consequent : owner.alternate) : null;
  if (branch?.type === 'BlockStatement')
    return branch.body[0] ? { kind: 'before', node: branch.body[0] } : { kind: 'end', block: branch };
  return branch ? { kind: 'before', node: branch } : behind(owner.type === 'IfStatement' ? chainOf(owner) : owner);
}

/** What comes after a statement. */
export function behind(statement: TSESTree.Node): Place {
  const { parent } = statement;
  const list = parent?.type === 'BlockStatement' || parent?.type === 'Program' ? parent.body : [];
  const next = list[list.findIndex((one) => one === statement) + 1];
  if (next) return { kind: 'before', node: next };
  return list.length > 0 ? { kind: 'end', block: parent! } : { kind: 'before', node: statement };
}

/** The `if` that a chain of `else if` begins with. */
const chainOf = (choice: TSESTree.IfStatement): TSESTree.IfStatement =>
  choice.parent.type === 'IfStatement' && choice.parent.alternate === choice ? chainOf(choice.parent) : choice;

/** Writes an `else` after an `if`. */
function addElse(
  site: FixContext,
  { consequent, range: [start, end] }: TSESTree.IfStatement,
  written: readonly Statement[],
): Edit[] | null {
  const isBlock = consequent.type === 'BlockStatement';
  // It would belong to an `if` inside.
  if (!isBlock && consequent.type !== 'ExpressionStatement' && !isJump(consequent)) return null;
  const gap = isBlock ? ' ' : site.layout.newline + site.layout.indentAt(start);
  const at = isBlock ? end : endWithComments(site, end);
  return [{ range: [at, at], text: `${gap}else ${blockText(site, start, written)}` }];
}

function inSwitch(
  site: FixContext,
  held: Held,
  { owner, outcome, isAlone }: FrontierEdge,
  release: PlannedRelease,
): Edit[] | null {
  if (owner.type !== 'SwitchStatement') return null;
  const written = [releaseStatement(release)];
  const {
    cases,
    range: [, end],
  } = owner;
  const index = cases.findIndex((clause) => clause === outcome);
  const before = cases.at(
    index < 0 ? -1 : cases.slice(0, index).findLastIndex(({ consequent }) => consequent.length > 0),
  );
  const isFallenInto =
    index !== 0 && before !== undefined && before.consequent.length > 0 && !isLeft(before.consequent.at(-1)!);
  if (index < 0 && isAlone && isListed(owner)) return insertAfter(site, owner, written);
  if (isFallenInto) return null;
  const list = cases.slice(Math.max(index, 0)).find(({ consequent }) => consequent.length > 0)?.consequent ?? [];
  const [first] = list;
  if (index >= 0 && first?.type === 'BlockStatement' && site.isInSight(held, first))
    return releaseBehindOthers(site, first.body, release) ?? insertAtStart(site, first, written);
  if (index >= 0)
    return first ? (releaseBehindOthers(site, list, release) ?? insertBefore(site, first, written)) : null;
  const { layout } = site;
  if (!layout.startsLine(end - 1)) return null;
  const indent = layout.indentAt((cases.at(-1) ?? owner).range[0]);
  const brace = end - 1 - layout.indentAt(end - 1).length;
  const clause = ['default:', ...linesOf(written, layout).map((line) => layout.step + line)];
  return [{ range: [brace, brace], text: clause.map((line) => indent + line + layout.newline).join('') }];
}

/** Control does not fall out of the clause that ends so. */
function isLeft(last: TSESTree.Statement): boolean {
  if (last.type === 'BlockStatement') return last.body.length > 0 && isLeft(last.body.at(-1)!);
  return isJump(last);
}

const JUMPS: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
]);

/** Control leaves with it. */
export const isJump = ({ type }: TSESTree.Node): boolean => JUMPS.has(type);

/** `if (!res.ok) { … }` before a statement with `res.ok ? keep(res) : null` in it: the test comes out the same. */
function inCondition(
  site: FixContext,
  held: Held,
  owner: TSESTree.ConditionalExpression | TSESTree.LogicalExpression,
  outcome: boolean,
  written: readonly Statement[],
): Edit[] | null {
  const test = owner.type === 'ConditionalExpression' ? owner.test : owner.left;
  const place = isRepeatable(site, held, test) ? placeOf(owner) : null;
  // What is chosen to be returned is better taken apart.
  if (!place || (owner.type === 'ConditionalExpression' && isValueOf(owner, place))) return null;
  const guarded = underTest(site, test, outcome, written);
  if (place.type !== 'ArrowFunctionExpression') return insertBefore(site, place, [guarded]);
  return blockForBody(site, place, [guarded, returned(site, place)]);
}

/** The same before an `if` in whose branch the name means something else: after the branch's brace it would be in its dead zone. */
function inFrontOf(
  site: FixContext,
  held: Held,
  owner: TSESTree.IfStatement,
  outcome: boolean,
  written: readonly Statement[],
): Edit[] | null {
  return isListed(owner) && isRepeatable(site, held, owner.test)
    ? insertBefore(site, owner, [underTest(site, owner.test, outcome, written)])
    : null;
}

const underTest = (
  site: FixContext,
  test: TSESTree.Expression,
  outcome: boolean,
  written: readonly Statement[],
): Statement => [{ head: `if (${outcome ? copyOf(site, test) : negated(site, test)})`, body: written }];

function isValueOf({ parent }: TSESTree.Node, place: TSESTree.Node): boolean {
  if (parent === place) return place.type !== 'ExpressionStatement' && place.type !== 'VariableDeclaration';
  return (
    parent !== undefined && (parent.type === 'AwaitExpression' || isTransparent(parent)) && isValueOf(parent, place)
  );
}

/** The statement, or the arrow function's expression, that evaluates the node in any case. */
function placeOf(node: TSESTree.Node): TSESTree.Statement | TSESTree.ArrowFunctionExpression | null {
  const parent = node.parent!;
  switch (parent.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
      return parent;
    case 'VariableDeclarator':
      return parent.init === node && isListed(parent.parent) ? parent.parent : null;
    case 'ArrowFunctionExpression':
      return parent.body === node ? parent : null;
    case 'LogicalExpression':
      return parent.left === node ? placeOf(parent) : null;
    case 'ConditionalExpression':
      return parent.test === node ? placeOf(parent) : null;
    case 'ChainExpression':
    case 'AssignmentPattern':
      return null;
    default:
      return isFunction(parent) || parent.type.endsWith('Statement') ? null : placeOf(parent);
  }
}

/**
 * Whether the value is the same wherever it is asked for once the resource is there: made of constants, and of what
 * the response says of itself.
 */
function isRepeatable(site: FixContext, held: Held, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'Literal':
      return true;
    case 'Identifier': {
      const variable = site.unit.variable(value);
      return variable ? isConstant(variable) : value.name === 'undefined';
    }
    case 'MemberExpression': {
      const object = unwrap(value.object);
      const name = memberName(value);
      return (
        name !== null &&
        object.type === 'Identifier' &&
        site.unit.variable(object) === held.variable &&
        typeof site.protocol.handles[held.holder.handle]?.properties?.[name] === 'string'
      );
    }
    case 'UnaryExpression':
      return value.operator === '!' && isRepeatable(site, held, value.argument);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return (
        value.left.type !== 'PrivateIdentifier' &&
        isRepeatable(site, held, value.left) &&
        isRepeatable(site, held, value.right)
      );
    default:
      return false;
  }
}

/** The comparisons by equality, and what each is the denial of. */
export const OPPOSITE: Readonly<Record<string, string>> = { '===': '!==', '!==': '===', '==': '!=', '!=': '==' };

function negated(site: FixContext, test: TSESTree.Expression): string {
  const value = unwrap(test);
  if (value.type === 'UnaryExpression' && value.operator === '!') return copyOf(site, value.argument);
  const opposite = value.type === 'BinaryExpression' ? OPPOSITE[value.operator] : undefined;
  if (value.type === 'BinaryExpression' && opposite !== undefined)
    return `${copyOf(site, value.left)} ${opposite} ${copyOf(site, value.right)}`;
  const text = copyOf(site, test);
  return value.type === 'Identifier' || value.type === 'MemberExpression' ? `!${text}` : `!(${text})`;
}

/** The text of an expression that stays where it is, without its comments. */
function copyOf({ tokens, unit }: FixContext, { range }: TSESTree.Node): string {
  if (tokens.commentsWithin(range).length === 0) return unit.text.slice(...range);
  return tokens
    .within(range)
    .map(({ value }) => value)
    .join(' ');
}
