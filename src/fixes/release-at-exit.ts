/** Exits at which a variable still refers to the resource: release it there, just before control leaves. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Exit } from '../findings/finding.js';
import {
  childrenOf,
  enclosingFunction,
  isFunction,
  isWithin,
  memberName,
  unwrap,
  type FunctionNode,
} from '../syntax/nodes.js';
import { STOPPING } from '../typestate/collections.js';
import { splitsSection } from './atomicity.js';
import {
  blockForBody,
  bodyRange,
  bodyText,
  insertAfter,
  insertAtEnd,
  insertBefore,
  isListed,
  returned,
} from './insert.js';
import { checkPreconditions, HANDED_ON, isUnlocked, writesOf, type Preconditions } from './release-preconditions.js';
import type { Place } from './reachability.js';
import { mentionsOf, refuse, type Held, type Part, type FixContext } from './fix-context.js';
import { releaseSplit, splitHolders } from './splits.js';
import type { Use } from './uses.js';

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

/** Where an exit leaves: a statement, an arrow function's expression, or the end of a block. */
type Anchor =
  | { readonly kind: 'statement'; readonly node: TSESTree.Node }
  | { readonly kind: 'arrow'; readonly node: TSESTree.ArrowFunctionExpression }
  | { readonly kind: 'end'; readonly node: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program };

interface Planned {
  readonly exit: Exit;
  readonly part: Part;
}

/** Releases the resource at an exit through one of its holders. */
export function planReleaseAtExit(site: FixContext, exit: Exit): Part {
  const anchor = anchorOf(site, exit);
  if (!anchor) return refuse('there is no statement to write the release before');
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
  // Where tasks share what stands around the earlier place, and nothing around the exit, the exit is the place.
  const isBetween =
    early !== null && splitsSection(site, { kind: 'before', node: early }) && !splitsSection(site, late);
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

/** Leaves away what is planned for the end of a block with which an outer one ends, where the release is written at the very end of that too. */
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

/** Whether somebody uses the body when what comes between the release, at `early` or else at the anchor, and the exit throws. */
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
  return candidates.some((held) => {
    const uses = site.uses
      .of(held.variable, held.holder.handle, held.path)
      .filter(({ kind, node }) => kind !== 'borrow' && !abandons(site, node));
    return site.reach.throwsTo(
      inside,
      exit.kind === 'overwrite' ? [between, exit.range] : [between],
      uses.map(({ at }) => at),
      writesOf(held),
    );
  });
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
  const { layout } = site;
  const name = site.fresh(['previous', 'previousResponse', 'former'], node);
  const renamed = (expression: string): string => name + expression.slice(variable.name.length);
  const { chain } = circumstances;
  const code = site.release(
    { ...holder, expression: renamed(holder.expression) },
    { ...circumstances, swallow: true, ...(chain === undefined ? {} : { chain: renamed(chain) }) },
    mentionsOf(held),
  );
  if (!code) return refuse('nothing should be written for this client');
  const kept = `const ${name} = ${variable.name}${layout.semicolon}`;
  if (isListed(node))
    return { edits: [...insertBefore(site, node, [kept]), ...insertAfter(site, node, site.lines(code))], check };
  return {
    edits: replaceValue(site, anchor, [kept, layout.indented(node.range, layout.step), ...site.lines(code)]),
    check,
  };
}

/**
 * The first of the plain statements before the exit that calls or waits for something, where none of them, nor the exit, needs the response:
 * `await sleep(1000); continue;` would keep the connection all that time, and what is called may throw.
 */
function beforeOthers(site: FixContext, anchor: Anchor, candidates: readonly Held[]): TSESTree.Node | null {
  if (anchor.kind === 'arrow') return null;
  const list = anchor.kind === 'end' ? anchor.node.body : isListed(anchor.node) ? statementsAround(anchor.node) : [];
  const last = anchor.kind === 'end' ? list.length : list.findIndex((one) => one === anchor.node);
  const uses = candidates.flatMap(({ variable, holder, path }) => site.uses.of(variable, holder.handle, path));
  const touches = (statement: TSESTree.Node): boolean =>
    uses.some(({ kind, at, node }) => kind !== 'borrow' && (isWithin(at, statement) || isWithin(node, statement)));
  const mentions = (statement: TSESTree.Node): boolean =>
    candidates.some(({ variable }) => variable.references.some(({ identifier }) => isWithin(identifier, statement)));
  if (anchor.kind === 'statement' && touches(anchor.node)) return null;
  let early: TSESTree.Node | null = null;
  for (const statement of list.slice(0, Math.max(last, 0)).reverse()) {
    if (
      !/^(?:Expression|Empty)Statement$|^VariableDeclaration$/.test(statement.type) ||
      mentions(statement) ||
      touches(statement) ||
      isWithin(site.acquire, statement) ||
      RELEASE.test(site.text(statement))
    )
      break;
    if (site.callsIn(statement)) early = statement;
  }
  return early;
}

/** What has been written for another response: one after the other, in their order. */
const RELEASE = /^(?:await )?[\w$.?]+\.(?:cancel|dump|resume|destroy|close|arrayBuffer)\(\)/;

const statementsAround = ({ parent }: TSESTree.Node): readonly TSESTree.Node[] =>
  parent?.type === 'SwitchCase' ? parent.consequent : ((parent as TSESTree.BlockStatement | undefined)?.body ?? []);

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
    all.find((one) => !site.protocol.handles[one.holder.handle]?.holdsLock || !isUnlocked(site, one, place)) ?? all[0]!;
  const assessed = checkPreconditions(site, held, place, innermost(exit).kind === 'throw');
  if ('refused' in assessed) return assessed;
  const { own, check, circumstances } = assessed;
  const splits = splitHolders(site, all);
  if (splits.length > 1) {
    if (circumstances.maybeRead) return refuse('one of the copies of the body may have been read already');
    const code = releaseSplit(site, splits, circumstances);
    return code
      ? { edits: plain(site, anchor, site.lines(code)), check }
      : refuse('nothing can be written for this client');
  }
  const isWanted = isReadAgain(site, exit, null, anchor, all);
  const isAfter = isWanted || own.length > 0;
  const code = site.release(
    held.holder,
    {
      ...circumstances,
      maybeRead: circumstances.maybeRead || own.length > 0,
      swallow: circumstances.swallow || (isAfter && waitsBesides(site, valueOf(anchor), own)),
    },
    mentionsOf(held),
  );
  if (!code) return refuse(site.whyNone(held.holder.handle));
  if (anchor.kind !== 'arrow' && isThere(site, anchor, code.expression)) return refuse('the release is there already');
  if (!isAfter)
    return {
      edits: plain(site, anchor, site.lines(code)),
      check,
      isBehindReader: circumstances.maybeRead && code.test === null,
      isBeforeWait: site.waits(place.kind === 'end' ? place.block.range[1] : place.node.range[0], end),
    };
  if (exit.kind === 'overwrite' && anchor.kind === 'statement' && own.length === 0)
    return planPrevious(site, anchor, held, assessed);
  const simple = site.release(held.holder, circumstances, mentionsOf(held))!;
  return (
    (isWanted ? null : chosen(site, anchor, own, site.lines(simple))) ??
    evaluated(site, anchor, own, site.lines(code), check)
  );
}

/** Whether an expression waits for anything but the body. */
function waitsBesides(site: FixContext, node: TSESTree.Node | null, own: readonly Use[]): boolean {
  if (!node || isFunction(node)) return false;
  return (
    (node.type === 'AwaitExpression' && !own.some((use) => isWithin(use.node, node))) ||
    childrenOf(node, site.unit.visitorKeys).some((child) => waitsBesides(site, child, own))
  );
}

function plain(site: FixContext, anchor: Anchor, lines: readonly string[]) {
  switch (anchor.kind) {
    case 'statement':
      return insertBefore(site, anchor.node, lines);
    case 'end':
      return insertAtEnd(site, anchor.node, lines);
    case 'arrow':
      return blockForBody(site, anchor.node, [
        ...lines,
        isListener(site, anchor.node)
          ? `${bodyText(site, anchor.node)}${site.layout.semicolon}`
          : returned(site, anchor.node),
      ]);
  }
}

/** `return a ? b : response.json()`: an `if`, with the release where the body is not read. */
function chosen(site: FixContext, anchor: Anchor, own: readonly Use[], lines: readonly string[]): Part | null {
  const value = valueOf(anchor);
  const choice = value && unwrap(value);
  if (choice?.type !== 'ConditionalExpression') return null;
  const touches = (part: TSESTree.Node): boolean =>
    own.some(({ at }) => part.range[0] <= at.range[0] && at.range[1] <= part.range[1]);
  const { test, consequent, alternate } = choice;
  if (touches(test) || touches(consequent) === touches(alternate)) return null;
  const { layout } = site;
  const range = anchor.kind === 'arrow' ? bodyRange(site, anchor.node) : anchor.node.range;
  const parts = [test, consequent, alternate];
  const isLost = (site.unit.ast.comments ?? []).some(
    (one) =>
      one.range[0] >= range[0] &&
      one.range[1] <= range[1] &&
      !parts.some((part) => part.range[0] <= one.range[0] && one.range[1] <= part.range[1]),
  );
  if (isLost) return null;
  // Inside a `try` the rejection of what is returned may be awaited on purpose: the `await` stays with both arms.
  const prefix = anchor.kind === 'arrow' ? layout.step : '';
  const returned = (part: TSESTree.Node): string =>
    `return ${value!.type === 'AwaitExpression' ? 'await ' : ''}${inParentheses(site, part, layout.indented(part.range, prefix))}${layout.semicolon}`;
  const first = touches(consequent) ? [returned(consequent)] : [...lines, returned(consequent)];
  const second = touches(alternate) ? [returned(alternate)] : [...lines, returned(alternate)];
  return {
    edits: replaceValue(site, anchor, [
      `if (${layout.indented(test.range, prefix)}) {`,
      ...first.map((line) => layout.step + line),
      '}',
      ...second,
    ]),
    check: null,
  };
}

/** Evaluates what is returned first, and then releases what it has not read. */
function evaluated(
  site: FixContext,
  anchor: Anchor,
  own: readonly Use[],
  lines: readonly string[],
  check: string | null,
): Part {
  const value = valueOf(anchor);
  if (!value)
    return refuse(
      own.length > 0
        ? 'the statement itself may read the body'
        : 'what follows may throw, and somebody reads the body then',
    );
  if (own.some(({ kind }) => kind === 'give' || kind === 'lend')) return refuse(HANDED_ON);
  const waits = own.some(({ node }) => !isMemberCall(node) && node.parent?.type !== 'AwaitExpression');
  if (waits && !site.canAwait(value)) return refuse('the body may be read later, by what is returned');
  const { layout, unit } = site;
  const name = site.fresh(['result', 'value', 'outcome'], value);
  const isWhole = waits || own.every(({ node }) => node.parent?.type === 'AwaitExpression');
  const annotation = resultType(site, value, isWhole);
  if (annotation === null) return refuse('the type of what is returned cannot be written down');
  const isInArrow = anchor.kind === 'arrow';
  const written = isInArrow
    ? bodyText(site, anchor.node)
    : unit.text.slice(...valueRange(site, anchor.node as TSESTree.ReturnStatement));
  const declared = `const ${name}${annotation} = ${waits ? 'await ' : ''}${waits ? `(${written})` : written}${layout.semicolon}`;
  return { edits: replaceValue(site, anchor, [declared, ...lines, `return ${name}${layout.semicolon}`]), check };
}

/** `: T` where the function says what it returns and a literal would otherwise be widened; null where that cannot be told. */
function resultType(site: FixContext, value: TSESTree.Node, isWhole: boolean): string | null {
  if (!/[{['"`]/.test(site.text(value))) return '';
  for (let at: TSESTree.Node | undefined = value; at; at = at.parent) {
    if (!isFunction(at)) continue;
    if (!at.returnType) return hasContext(site, at) ? null : '';
    const type = at.returnType.typeAnnotation;
    if (!at.async) return `: ${site.text(type)}`;
    const [inner] = type.type === 'TSTypeReference' ? (type.typeArguments?.params ?? []) : [];
    if (!inner) return null;
    // Without an `await` the value may still be a promise of that.
    const isPlain = isWhole || inner.type === 'TSUnknownKeyword';
    return isPlain ? `: ${site.text(inner)}` : `: ${site.text(inner)} | ${site.text(type)}`;
  }
  return '';
}

/** Whether the function may be typed by what it is given to or assigned to, which types what it returns as well. */
function hasContext({ unit }: FixContext, fn: FunctionNode): boolean {
  if (!/\.[cm]?tsx?$/.test(unit.filename) || fn.type === 'FunctionDeclaration') return false;
  const { parent } = fn;
  return !(parent.type === 'MethodDefinition' || (parent.type === 'VariableDeclarator' && !parent.id.typeAnnotation));
}

function replaceValue(site: FixContext, anchor: Anchor, lines: readonly string[]) {
  const { layout } = site;
  if (anchor.kind === 'arrow') return blockForBody(site, anchor.node, lines);
  const [start, end] = anchor.node.range;
  if (isListed(anchor.node))
    return [{ range: [start, end] as const, text: lines.join(layout.newline + layout.indentAt(start)) }];
  const base = layout.indentAt(anchor.node.parent!.range[0]);
  return [
    {
      range: [start, end] as const,
      text: `{${lines.map((line) => `${layout.newline}${base}${layout.step}${line}`).join('')}${layout.newline}${base}}`,
    },
  ];
}

const valueOf = (anchor: Anchor): TSESTree.Node | null =>
  anchor.kind === 'arrow' ? anchor.node.body : anchor.node.type === 'ReturnStatement' ? anchor.node.argument : null;

/** What stands between `return` and the end of the statement. */
function valueRange(site: FixContext, { range }: TSESTree.ReturnStatement): readonly [number, number] {
  const text = site.unit.text.slice(...range);
  return [range[0] + /^return\s*/.exec(text)![0].length, range[1] - /;?$/.exec(text)![0].length];
}

function anchorOf(site: FixContext, exit: Exit): Anchor | null {
  switch (exit.kind) {
    case 'throw':
    case 'return':
    case 'break':
    case 'continue': {
      const node = site.node(
        exit.range,
        ({ type, parent }) =>
          /^(?:Throw|Return|Break|Continue)Statement$/.test(type) || parent?.type === 'ArrowFunctionExpression',
      );
      if (node?.parent?.type === 'ArrowFunctionExpression' && node.parent.body === node)
        return { kind: 'arrow', node: node.parent };
      return node?.type.endsWith('Statement') ? { kind: 'statement', node } : null;
    }
    case 'overwrite': {
      const node = site.node(exit.range, ({ type }) => type === 'AssignmentExpression');
      if (node?.parent?.type === 'ExpressionStatement') return { kind: 'statement', node: node.parent };
      const body = node && bodyBefore(site, node);
      return body && { kind: 'end', node: body };
    }
    case 'helper': {
      const call = site.node(exit.range, ({ type }) => type === 'CallExpression');
      const definition = call?.type === 'CallExpression' ? site.oracle.definition(site.unit, call.callee) : null;
      return call?.parent?.type === 'ExpressionStatement' &&
        definition?.kind === 'function' &&
        neverReturns(definition.node)
        ? { kind: 'statement', node: call.parent }
        : null;
    }
    case 'end':
      return endOf(site, exit.range);
    default:
      return null;
  }
}

/** The exit that a chain of helpers ends in. */
export const innermost = (exit: Exit): Exit =>
  exit.kind === 'helper' && exit.inner ? innermost(exit.inner.exit) : exit;

/** All it does is throw. */
const neverReturns = ({ body, returnType }: FunctionNode): boolean =>
  returnType?.typeAnnotation.type === 'TSNeverKeyword' ||
  (body.type === 'BlockStatement' && body.body.length === 1 && body.body[0]!.type === 'ThrowStatement');

/** `while (!(res = await fetch(url)).ok) { … }`: the body that runs between two assignments in the test of its loop. */
function bodyBefore(site: FixContext, assignment: TSESTree.Node): TSESTree.BlockStatement | null {
  for (
    let child = assignment, { parent } = assignment;
    parent && !isFunction(parent);
    child = parent, { parent } = parent
  ) {
    if (parent.type === 'WhileStatement')
      return parent.test === child && parent.body.type === 'BlockStatement' && !hasContinue(site, parent.body)
        ? parent.body
        : null;
    if (/Statement$/.test(parent.type)) return null;
  }
  return null;
}

/** The end of the body can be gone past. */
function hasContinue(site: FixContext, node: TSESTree.Node): boolean {
  return (
    node.type === 'ContinueStatement' ||
    (!isFunction(node) && childrenOf(node, site.unit.visitorKeys).some((child) => hasContinue(site, child)))
  );
}

function endOf(site: FixContext, [from, to]: readonly [number, number]): Anchor | null {
  const { ast } = site.unit;
  const last = ast.body.at(-1) ?? ast;
  if (from === last.range[0] && to === last.range[1]) return { kind: 'end', node: ast };
  const arrow = site.node(
    [from, to],
    ({ parent }) => parent?.type === 'ArrowFunctionExpression' && parent.body.range[0] === from,
  );
  if (arrow?.parent?.type === 'ArrowFunctionExpression' && arrow.type !== 'BlockStatement')
    return { kind: 'arrow', node: arrow.parent };
  const block = site.blockEndingAt(to);
  return block && { kind: 'end', node: block };
}

/** What holds the lock comes first; then the whole response, by its shortest name; a promise last. */
export function preferred(site: FixContext, candidates: readonly Held[]): Held[] {
  const rank = ({ holder: { handle, promise } }: Held): number =>
    promise ? 4 : site.protocol.handles[handle]?.holdsLock ? 0 : handle === 'derived' ? 1 : handle === 'body' ? 3 : 2;
  const length = ({ path }: Held): number => path.length;
  return [...candidates].sort((a, b) => rank(a) - rank(b) || length(a) - length(b));
}

/** The same release stands there, and does not help. */
function isThere({ unit }: FixContext, anchor: Anchor, expression: string): boolean {
  let at = anchor.kind === 'end' ? anchor.node.range[1] - 1 : anchor.node.range[0];
  while (at > 0 && /[\s;}]/.test(unit.text[at - 1]!)) at -= 1;
  return unit.text.startsWith(expression, at - expression.length);
}

/** `http.get(url, (res) => resolve())`: nobody looks at what a listener returns. */
function isListener(site: FixContext, arrow: TSESTree.ArrowFunctionExpression): boolean {
  return (
    site.finding.protocol === 'http' &&
    arrow.params[0] !== undefined &&
    arrow.params[0].range[0] === site.finding.range[0] &&
    arrow.body.type === 'CallExpression'
  );
}

const isMemberCall = (node: TSESTree.Node): boolean =>
  node.type === 'CallExpression' && unwrap(node.callee).type === 'MemberExpression';

const firstIn = (block: TSESTree.BlockStatement | TSESTree.StaticBlock | TSESTree.Program): TSESTree.Node =>
  block.body.at(-1) ?? block;

function inParentheses(site: FixContext, part: TSESTree.Node, text: string): string {
  return part.type === 'SequenceExpression'
    ? `(${text})`
    : site.unit.text[part.range[0]] === '{' && part.type !== 'ObjectExpression'
      ? `(${text})`
      : text;
}
