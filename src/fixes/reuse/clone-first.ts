/** Two readers of one body, one of which is in other code or needs a different result: the first one reads a clone. */
import type { TSESTree } from '@typescript-eslint/utils';
import { CLONE_NAMES } from '../../protocols/names.js';
import { descendantsOf, enclosingFunction, isWithin, outermost, unwrap } from '../../syntax/nodes.js';
import {
  isThereBefore,
  originOf,
  readFrom,
  statementAround,
  takenOver,
  useAt,
  withComments,
  type BodyUse,
} from './body-reads.js';
import { isRepeatedIn } from '../safety/evaluated-between.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { insertBefore, isListed, withParentheses } from '../text/insert.js';
import { printPath } from '../text/print.js';
import { isAlone } from '../safety/sharing.js';

const KEPT =
  'A clone keeps the body in memory until the other reader has reached its end: check that the body is small enough.';

/** The method that clones the response so that one of the two can be read before the other; null where there is none. */
const cloning = ({ protocol }: FixContext): string | null =>
  Object.entries(protocol.handles[protocol.root]!.methods ?? {}).find(([, { buffers }]) => buffers)?.[0] ?? null;

/** `res.clone().text()` for the first read, or `report(res.clone())` for the function that reads first. */
export function planCloneRead(site: FixContext): Part {
  const { cause, range } = site.finding;
  if (!cause || cause.range[0] === range[0]) return refuse('the second iteration of the loop reads the body again');
  const first = useAt(site, cause.range);
  const given = argumentBefore(site, first);
  if (given) return { edits: [{ range: [given.at, given.at], text: `.${given.method}()` }], check: KEPT };
  const method = cloning(site);
  // A clone of another response over the same stream would not leave this one unread.
  const isWhole = first?.method.effect === 'consume' && first.handle === site.protocol.handles[site.protocol.root];
  if (!first || !method || !isWhole) return refuse('the first reader cannot get a clone');
  if (unwrap(first.call.callee.object).type !== 'Identifier' && !readFrom(site, first.call.callee.object))
    return refuse('the first reader cannot get a clone');
  const [, end] = first.call.callee.object.range;
  return { edits: [{ range: [end, end], text: `.${method}()` }], check: KEPT };
}

/** Where the function around the second use passes the response to the function that reads it first, if other code calls that too. */
function argumentBefore(
  site: FixContext,
  first: BodyUse | null,
): { readonly at: number; readonly method: string } | null {
  const { finding, unit } = site;
  const [cause, use] = [finding.cause!.range, finding.range].map((range) =>
    site.node(range, ({ type }) => type === 'CallExpression'),
  );
  const reader = first && enclosingFunction(first.call);
  if (!cause || !use || (reader && (enclosingFunction(use) === reader || isAlone(unit, reader, false)))) return null;
  // A read in another file counts as a read at its call.
  const [call, ...others] = reader ? callsOf(site, reader, use) : first ? [] : [cause];
  if (call?.type !== 'CallExpression' || others.length > 0) return null;
  const again = new Set(descendantsOf(use, unit.visitorKeys).flatMap((node) => unit.variable(node) ?? []));
  const argument = call.arguments.find((one) => one.type === 'Identifier' && again.has(unit.variable(one)!));
  const method = cloning(site);
  return argument && method ? { at: argument.range[1], method } : null;
}

/** The calls of a function that stand before a node, in the function around the node. */
function callsOf(site: FixContext, fn: TSESTree.Node, before: TSESTree.Node): readonly TSESTree.CallExpression[] {
  return site
    .usesOf(site.acquire)
    .map(({ node }) => node)
    .filter((node) => node.type === 'CallExpression')
    .filter((node) => node.range[1] <= before.range[0] && enclosingFunction(node) === enclosingFunction(before))
    .filter((node) => site.oracle.localDefinition(site.unit, node.callee)?.node === fn);
}

/** Whether the second use makes a clone. */
export const isLateClone = (site: FixContext): boolean => useAt(site, site.finding.range)?.method.buffers === true;

/** `const copy = res.clone();`, moved before the read. */
export function planEarlierClone(site: FixContext): Part {
  const { cause, range } = site.finding;
  const [read, clone] = [cause && useAt(site, cause.range), useAt(site, range)];
  const from = clone && readFrom(site, clone.call.callee.object);
  const earlier = read && readFrom(site, read.call.callee.object);
  if (!read || !clone || !from || !earlier || originOf(site, from.variable) !== originOf(site, earlier.variable))
    return refuse('the read and the clone may be of different responses');
  const fn = enclosingFunction(clone.call);
  let part: TSESTree.Node = read.call;
  while (part.parent && !isWithin(clone.call, part.parent)) part = part.parent;
  const statement = isListed(part) ? part : part.parent && statementAround(part.parent);
  if (enclosingFunction(read.call) !== fn || !statement || enclosingFunction(statement) !== fn)
    return refuse('the read and the clone are in different functions');
  if (
    statement.parent?.type === 'SwitchCase' ||
    isRepeatedIn(read.call, statement) ||
    !isThereBefore(earlier, statement, range[1])
  )
    return refuse('the response cannot be cloned before the read');
  const own = takenOver(site, clone.call, statement);
  const name = own?.name ?? site.fresh(CLONE_NAMES, statement);
  const value = withParentheses(site, outermost(clone.call));
  return {
    edits: [
      ...insertBefore(site, statement, [`const ${own?.declared ?? name} = ${printPath(earlier.path)}.${clone.name}()`]),
      own?.removal ?? { range: value, text: withComments(site, name, value) },
    ],
    check: KEPT,
  };
}
