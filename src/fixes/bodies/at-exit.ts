/** Exits at which a variable still refers to the resource: release it there, just before control leaves. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../../findings/finding.js';
import { enclosingFunction, isWithin, memberName, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import { STOPPING } from '../../typestate/collections.js';
import { splitsSection } from '../safety/atomicity.js';
import type { Edit } from '../text/edits.js';
import { endsInRelease, isRelease } from '../release/existing.js';
import { anchorOf, endOf, firstIn, innermost, valueOf, type Anchor } from '../release/exit-anchors.js';
import {
  blockForBody,
  bodyText,
  insertAfter,
  insertAtEnd,
  insertBefore,
  isListed,
  returned,
  withoutStop,
} from '../text/insert.js';
import { releaseStatement, type Statement } from '../text/print.js';
import {
  checkPreconditions,
  HANDED_ON,
  isBeginning,
  isUnlocked,
  writesOf,
  type Preconditions,
} from '../release/preconditions.js';
import type { Place } from '../safety/reachability.js';
import { alsoWritten, type PlannedRelease } from '../release/release.js';
import { planChosen, planEvaluated, replaceValue, waitsBesides } from './behind-value.js';
import { refuse, type Held, type Part, type FixContext } from '../fix-context.js';
import { mentionsOf, receiverOf } from '../release/choice.js';
import { releaseBefore } from '../release/together.js';
import { releaseSplit, splitHolders } from './splits.js';

/** `responses.every((response) => …)` */
function mayBeSkipped(fn: FunctionNode | null): boolean {
  const call = fn?.parent;
  return (
    call?.type === 'CallExpression' &&
    call.arguments[0] === fn &&
    call.callee.type === 'MemberExpression' &&
    STOPPING.has(memberName(call.callee) ?? '')
  );
}

const NARROWED = 'its type there has no method that releases it';

interface Planned {
  readonly exit: Exit;
  readonly part: Part;
}

/** Releases the resource at an exit through one of its holders. */
export function planReleaseAtExit(site: FixContext, exit: Exit): Part {
  const anchor = anchorOf(site, exit);
  if (!anchor) return refuse('there is no statement before which the release can be written');
  const inside = anchor.kind === 'arrow' ? anchor.node.body : anchor.node;
  if (mayBeSkipped(enclosingFunction(anchor.kind === 'arrow' ? inside : anchor.node)))
    return refuse('the callback is not called for every response');
  const candidates = preferred(
    site,
    exit.holders
      .map((holder) => site.held(holder, anchor.kind === 'end' ? firstIn(anchor.node) : inside))
      .filter((held) => held !== null),
  );
  if (candidates.length === 0) return refuse('no variable refers to the response there');
  const late: Place = anchor.kind === 'end' ? { kind: 'end', block: anchor.node } : { kind: 'before', node: inside };
  const early = beforeOthers(site, anchor, candidates);
  // Where tasks share what stands around the earlier place, and nothing around the exit, a wait belongs to the exit.
  const isBetween =
    early !== null &&
    site.canAwait(early) &&
    splitsSection(site, { kind: 'before', node: early }) &&
    !splitsSection(site, late);
  if (early && !isBetween && !isReadAgain(site, exit, early, anchor, candidates))
    return write(
      site,
      exit,
      { kind: 'statement', node: early },
      { kind: 'before', node: early },
      candidates,
      anchor.node.range[1],
    );
  return write(site, exit, anchor, late, candidates);
}

/**
 * Leaves away what is planned for the end of a block with which an outer one ends, where the release is written at the
 * very end of that too.
 */
export function withoutInner<T extends Planned>(site: FixContext, planned: readonly T[]): readonly T[] {
  const blockOf = ({ exit }: Planned): TSESTree.Node | null => {
    const anchor = exit.kind === 'end' ? endOf(site, exit.range) : null;
    return anchor?.kind === 'end' ? anchor.node : null;
  };
  const ends = planned.flatMap((one) => {
    const block = blockOf(one);
    return block && isAtEnd(one.part, block) ? [block] : [];
  });
  return planned.filter((one) => {
    const inner = blockOf(one);
    return !inner || !ends.some((outer) => outer !== inner && endsWith(outer, inner));
  });
}

function isAtEnd(part: Part, block: TSESTree.Node): boolean {
  const [, end] = (block as TSESTree.BlockStatement).body.at(-1)?.range ?? block.range;
  return 'edits' in part && part.edits.length > 0 && part.edits.every(({ range: [at] }) => at >= end);
}

/** Whether the end of `inner` is followed by nothing but that of `outer`. */
function endsWith(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  const { parent } = inner;
  if (inner === outer) return true;
  if (parent?.type === 'IfStatement') return endsWith(outer, parent);
  return parent?.type === 'BlockStatement' && parent.body.at(-1) === inner && endsWith(outer, parent);
}

/** Whether the body is used if code between the release (at `early`, or else at the anchor) and the exit throws. */
function isReadAgain(
  site: FixContext,
  exit: Exit,
  early: TSESTree.Node | null,
  anchor: Anchor,
  candidates: readonly Held[],
): boolean {
  if (site.isUnused) return false;
  const [start, end] = anchor.node.range;
  const between = [early?.range[0] ?? (anchor.kind === 'end' ? end : start), end] as const;
  const inside =
    anchor.kind === 'end' ? firstIn(anchor.node) : anchor.kind === 'arrow' ? anchor.node.body : anchor.node;
  const uses = site.resourceUses
    .filter(({ kind, node }) => kind !== 'unlocks' && !abandons(site, node))
    .map(({ node }) => node);
  const ranges = exit.kind === 'overwrite' ? [between, exit.range] : [between];
  return candidates.some((held) => site.reach.throwsTo(inside, ranges, uses, writesOf(held)));
}

/** `response.body.cancel()`: once more does no harm. */
function abandons({ protocol }: FixContext, node: TSESTree.Node): boolean {
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : null;
  const name = callee?.type === 'MemberExpression' ? memberName(callee) : null;
  return (
    name !== null &&
    Object.values(protocol.handles).some(
      ({ methods }) => methods && Object.hasOwn(methods, name) && methods[name]!.effect === 'cancel',
    )
  );
}

/** `const previous = response; response = await fetch(url);`, then the release: until the next one is there, the old one may be wanted. */
function planPrevious(
  site: FixContext,
  anchor: Anchor & { kind: 'statement' },
  held: Held,
  { circumstances, check }: Preconditions,
): Part {
  const { variable, holder } = held;
  const { node } = anchor;
  const assignment = node.type === 'ExpressionStatement' ? node.expression : null;
  if (
    holder.promise ||
    assignment?.type !== 'AssignmentExpression' ||
    assignment.operator !== '=' ||
    assignment.left.type !== 'Identifier' ||
    assignment.left.name !== variable.name
  )
    return refuse('the variable may be read again before it is overwritten');
  const name = site.fresh(['previous', 'previousResponse', 'former'], node);
  const { chain, ...context } = circumstances;
  const receiver = receiverOf(held);
  const release = site.releases.of(
    { ...receiver, path: { ...receiver.path, root: name } },
    { ...context, swallow: true, ...(chain ? { chain: { ...chain, root: name } } : {}) },
    mentionsOf(held),
  );
  if (!release) return refuse('no release can be written for this client');
  const kept = `const ${name} = ${variable.name}`;
  const released = releaseStatement(release);
  if (isListed(node))
    return { edits: [...insertBefore(site, node, [kept]), ...insertAfter(site, node, [released])], check };
  const written = site.layout.indented(withoutStop(site, node), site.layout.step);
  return { edits: replaceValue(site, anchor, [kept, written, released]), check };
}

/**
 * The first of the plain statements before the exit that calls or waits for something, where none of them, nor the
 * exit, needs the response:
 * `await sleep(1000); continue;` would keep the connection all that time, and what is called may throw.
 */
function beforeOthers(site: FixContext, anchor: Anchor, candidates: readonly Held[]): TSESTree.Node | null {
  if (anchor.kind === 'arrow') return null;
  const list = anchor.kind === 'end' ? anchor.node.body : statementsAround(anchor.node);
  const last = anchor.kind === 'end' ? list.length : list.findIndex((one) => one === anchor.node);
  const touches = (statement: TSESTree.Node): boolean => site.usesIn(statement).length > 0;
  const mentions = (statement: TSESTree.Node): boolean =>
    candidates.some(({ variable }) => variable.references.some(({ identifier }) => isWithin(identifier, statement)));
  if (anchor.kind === 'statement' && touches(anchor.node)) return null;
  let early: TSESTree.Node | null = null;
  for (const statement of list.slice(0, Math.max(last, 0)).reverse()) {
    if (
      !PLAIN.has(statement.type) ||
      mentions(statement) ||
      touches(statement) ||
      isWithin(site.acquire, statement) ||
      // What has been written for another response: one after the other, in their order.
      isRelease(statement, site.helperNames)
    )
      break;
    if (site.callsIn(statement)) early = statement;
  }
  return early;
}

const PLAIN: ReadonlySet<string> = new Set(['ExpressionStatement', 'EmptyStatement', 'VariableDeclaration']);

/** The list that a statement stands in; nothing where it stands alone. */
function statementsAround(statement: TSESTree.Node): readonly TSESTree.Node[] {
  const { parent } = statement;
  if (!isListed(statement)) return [];
  return parent?.type === 'SwitchCase' ? parent.consequent : (parent as TSESTree.BlockStatement).body;
}

/** `best = response`: what the variable has held until then is lost. Null where the exit is no such assignment. */
export function planOverwritten(site: FixContext, exit: Exit): Part | null {
  const node = exit.kind === 'discard' ? site.node(exit.range, ({ type }) => type === 'ExpressionStatement') : null;
  const assignment = node?.type === 'ExpressionStatement' ? node.expression : null;
  if (
    assignment?.type !== 'AssignmentExpression' ||
    assignment.operator !== '=' ||
    assignment.left.type !== 'Identifier'
  )
    return null;
  if (!site.unit.variable(assignment.left)?.references.some((reference) => reference.isRead())) return null;
  return planReleaseAtExit(site, {
    ...exit,
    kind: 'overwrite',
    range: assignment.range,
    holders: [{ expression: assignment.left.name, handle: site.protocol.root, promise: false }],
  });
}

/** `end` is where the exit is. */
function write(
  site: FixContext,
  exit: Exit,
  anchor: Anchor,
  place: Place,
  all: readonly Held[],
  end = anchor.node.range[1],
): Part {
  const held =
    all.find((one) => !site.protocol.handles[one.holder.handle]?.holdsLock || !isUnlocked(site, place)) ?? all[0]!;
  const assessed = checkPreconditions(site, held, place, innermost(exit).kind === 'throw');
  if ('refused' in assessed) return assessed;
  const { own, check, circumstances } = assessed;
  if (!site.isUnused && site.isWantedAfter(place, writesOf(held))) return refuse(HANDED_ON);
  const splits = splitHolders(site, all);
  if (splits.length > 1) {
    if (circumstances.maybeRead) return refuse('one of the copies of the body may have been read already');
    const release = releaseSplit(site, splits, circumstances);
    return release
      ? { edits: plain(site, anchor, release), check }
      : refuse('no release can be written for this client');
  }
  const isWanted = isReadAgain(site, exit, null, anchor, all);
  const isAfter = isWanted || own.length > 0;
  const release = site.releases.held(held, {
    ...circumstances,
    maybeRead: circumstances.maybeRead || own.length > 0,
    isBeginning: circumstances.isBeginning === true || own.some(isBeginning),
    swallow: circumstances.swallow || (isAfter && waitsBesides(site, valueOf(anchor), own)),
  });
  if (!release) return refuse(site.releases.whyNone(held.holder.handle, circumstances));
  if (isThere(anchor, release)) return refuse('the release is already there');
  const also = alsoWritten(circumstances);
  if (!isAfter)
    return {
      edits: [
        ...also,
        ...(anchor.kind === 'statement'
          ? releaseBefore(site, anchor.node, release)
          : plain(site, anchor, releaseStatement(release))),
      ],
      check,
      isBehindReader: circumstances.maybeRead && release.guard.length === 0,
      isBeforeWait: site.waits(place.kind === 'end' ? place.block.range[1] : place.node.range[0], end),
    };
  if (circumstances.widening) return refuse('the variable may not be assigned yet on another path to the same place');
  if (circumstances.naming) return refuse(NARROWED);
  if (exit.kind === 'overwrite' && anchor.kind === 'statement' && own.length === 0)
    return planPrevious(site, anchor, held, assessed);
  const simple = site.releases.held(held, circumstances)!;
  return (
    (isWanted ? null : planChosen(site, anchor, own, releaseStatement(simple))) ??
    planEvaluated(site, anchor, own, releaseStatement(release), check)
  );
}

/** The release right before control leaves. */
function plain(site: FixContext, { kind, node }: Anchor, release: Statement): Edit[] {
  switch (kind) {
    case 'statement':
      return insertBefore(site, node, [release]);
    case 'end':
      return insertAtEnd(site, node, [release]);
    case 'arrow':
      return blockForBody(site, node, [release, isListener(site, node) ? bodyText(site, node) : returned(site, node)]);
  }
}

/** What holds the lock comes first; then the whole response, by its shortest name; a promise last. */
export function preferred(site: FixContext, candidates: readonly Held[]): Held[] {
  const { handles, root } = site.protocol;
  const parts = Object.values(handles[root]!.properties ?? {}).flatMap((property) =>
    typeof property === 'object' && 'handle' in property ? [property.handle] : [],
  );
  const rank = ({ holder: { handle, promise } }: Held): number =>
    promise ? 4 : handles[handle]?.holdsLock ? 0 : handles[handle]?.branch ? 1 : parts.includes(handle) ? 3 : 2;
  const length = ({ path }: Held): number => path.length;
  return [...candidates].sort((a, b) => rank(a) - rank(b) || length(a) - length(b));
}

/** The same release stands there, and does not help. */
function isThere({ kind, node }: Anchor, release: PlannedRelease): boolean {
  if (kind === 'arrow') return false;
  const list = kind === 'end' ? node.body : statementsAround(node);
  const before = kind === 'end' ? list.at(-1) : list[list.findIndex((one) => one === node) - 1];
  return before !== undefined && endsInRelease(before, release);
}

/** `http.get(url, (res) => resolve())`: the return value of a listener is not used. */
function isListener(site: FixContext, arrow: TSESTree.ArrowFunctionExpression): boolean {
  return (
    site.protocol.announcedBy !== undefined &&
    arrow.params[0] !== undefined &&
    arrow.params[0].range[0] === site.finding.range[0] &&
    arrow.body.type === 'CallExpression'
  );
}
