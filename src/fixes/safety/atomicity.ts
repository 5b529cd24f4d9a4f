/**
 * Whether an `await` may be written at a place: it lets other tasks in.
 *
 * `const id = counter; counter = id + 1;` is safe only as long as nothing is waited for in between. So are a check and
 * the act that relies on it, and an
 * event that is listened for in the same stretch of code as what sets it off.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Block, Element } from '../../cfg/index.js';
import { descendantsOf, isFunction, isWithin } from '../../syntax/nodes.js';
import type { Variable } from '../../syntax/unit.js';
import { defers, leavesPromise, listens, readsDeferred } from './attention.js';
import type { FixContext } from '../fix-context.js';
import type { Place } from './reachability.js';
import { Accesses } from './shared-state.js';

/** Whether `await` may be written at `place`, which is at `node`: the function can await, and the wait cannot be observed. */
export const mayWait = (site: FixContext, node: TSESTree.Node, place: Place): boolean =>
  site.canAwait(node) && !splitsSection(site, place);

/** Whether an `await` at the place would let other tasks in where the code relies on being alone. */
export function splitsSection(site: FixContext, place: Place): boolean {
  if (place.kind === 'end' && place.block.type === 'Program') return false;
  const section = sectionAround(site, place);
  if (!section) return true;
  const { before, after } = section;
  if (defers(site, before)) return true;
  // Behind the end of a function there is nothing.
  if (after.length === 0 || (place.kind === 'end' && isFunction(place.block.parent))) return false;
  if (isDisturbed(site, before, after)) return true;
  const own = holdersOf(site, [...before, ...after]);
  const earlier = new Accesses(site.oracle, site.unit, own, before);
  return !earlier.isEmpty && earlier.conflictsWith(new Accesses(site.oracle, site.unit, own, after));
}

/** The variables that have the resource, or a part of what it comes with, as far as code mentions them. */
function holdersOf(site: FixContext, nodes: readonly TSESTree.Node[]): ReadonlySet<Variable> {
  let declarator: TSESTree.Node | undefined = site.acquire;
  while (declarator && declarator.type !== 'VariableDeclarator' && !isFunction(declarator))
    declarator = declarator.parent;
  const declared =
    declarator?.type === 'VariableDeclarator'
      ? [declarator.id, ...descendantsOf(declarator.id, site.unit.visitorKeys)]
      : [];
  const carriers = nodes.filter((node) => node.type === 'Identifier' && site.isCarrier(node));
  return new Set([...declared, ...carriers].flatMap((node) => site.unit.variable(node) ?? []));
}

/** The same right after an existing wait: code before that wait is not affected. */
export function splitsBehind(site: FixContext, wait: TSESTree.Node): boolean {
  const graph = site.reach.graphAround(wait);
  const starts = site.reach.blocksOf(graph, wait).map((block): Position => ({
    block,
    index: block.elements.findIndex(({ node }) => node === wait) + 1,
  }));
  const after = collect(starts, ({ elements }, index) => elements.slice(index), onward);
  return after === null || isDisturbed(site, [], after);
}

const isDisturbed = (site: FixContext, before: readonly TSESTree.Node[], after: readonly TSESTree.Node[]): boolean =>
  leavesPromise(site, before, after) || listens(site, after) || readsDeferred(site, after, holdersOf(site, after));

/** What runs without a wait right before the place, and right after; null if that is too much to look at. */
function sectionAround(
  site: FixContext,
  place: Place,
): { readonly before: readonly TSESTree.Node[]; readonly after: readonly TSESTree.Node[] } | null {
  const owner = place.kind === 'before' ? place.node : place.block;
  const backward = site.reach.backward(site.reach.graphAround(owner));
  const isInside = (node: TSESTree.Node): boolean => place.kind === 'before' && isWithin(node, place.node);
  const { blocks, edges } = site.reach.meeting(place);
  const first = [...blocks].map((block): Position => ({
    block,
    index: block.elements.findIndex(({ node }) => isInside(node)),
  }));
  const before = [...first, ...edges.map(({ to }): Position => ({ block: to, index: to.elements.length }))];
  const after = [...first, ...edges.map(({ edge }): Position => ({ block: edge.to, index: 0 }))];
  const earlier = collect(
    before,
    ({ elements }, index) => elements.slice(0, index).reverse(),
    (block) => backward[block.id]!.edges.map(({ to }) => ({ block: to, index: to.elements.length })),
  );
  const later = collect(after, ({ elements }, index) => elements.slice(index), onward);
  return earlier && later && { before: earlier.filter((node) => !isInside(node)), after: later };
}

/** Where control goes from a block, unless a call throws that merely might. */
const onward = ({ edges }: Block): Position[] =>
  edges.filter((edge) => !(edge.kind === 'exception' && edge.implicit)).map(({ to }) => ({ block: to, index: 0 }));

interface Position {
  readonly block: Block;
  readonly index: number;
}

/** A function can be one long section, by calls that merely might throw, and each of its findings asks. */
const MAX_BLOCKS = 200;

/** The elements that are come to from the positions before anything is waited for; null beyond `MAX_BLOCKS`. */
function collect(
  starts: readonly Position[],
  elementsOf: (block: Block, index: number) => readonly Element[],
  onward: (block: Block) => readonly Position[],
): TSESTree.Node[] | null {
  const found = new Set<TSESTree.Node>();
  const seen = new Set<Block>();
  const queue = [...starts];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const elements = elementsOf(at.block, at.index);
    const stop = elements.findIndex(({ node }) => node.type === 'AwaitExpression' || node.type === 'YieldExpression');
    for (const { node } of stop < 0 ? elements : elements.slice(0, stop)) found.add(node);
    if (stop >= 0 || seen.has(at.block)) continue;
    seen.add(at.block);
    if (seen.size > MAX_BLOCKS) return null;
    queue.push(...onward(at.block));
  }
  return [...found];
}
