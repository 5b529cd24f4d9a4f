/** Agents that are never closed: closed after their last use in the function, or made once for the module. */
import type { TSESTree } from '@typescript-eslint/utils';
import { wrappedBy } from '../../protocols/index.js';
import { bindingOf } from '../../syntax/bindings.js';
import { childrenOf, enclosingFunction, isFunction, unwrap } from '../../syntax/nodes.js';
import { returnedBy } from '../../syntax/functions.js';
import { executorOf } from '../../syntax/promises.js';
import { isHearing, isListening } from '../safety/hearing.js';
import { awaitReturned, keeperOf, quiescenceOf, type Quiescence } from './quiescence.js';
import type { Token } from '../../syntax/tokens.js';
import type { Edit } from '../text/edits.js';
import { freshnessOf, type Freshness } from './fresh-results.js';
import { hasExit } from '../release/exit-anchors.js';
import { isReleasedFinally, isWrappable, keptOf, statementsOf, tryFinally } from '../release/finally.js';
import { awaitedValue, statementOf } from '../safety/order.js';
import { insertAfter, insertBefore, isListed, withoutStop, withParentheses } from '../text/insert.js';
import { chained } from '../safety/nullness.js';
import { printExpression, releaseStatement, type Statement } from '../text/print.js';
import { pathTo, type PlannedRelease } from '../release/release.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';
import { pathOf } from '../release/choice.js';
import type { Use } from './uses.js';

const SHARED = 'The agent is made once and shared by all calls: check that its connections may be shared.';
const HEARD = 'The close of the agent calls its listeners: check what they do.';
const RESENT =
  'The agent sends a request again if its body breaks off, and a closed agent cannot: check that no body is read later.';
const OWNERS = ['options', 'made'];

/** Why the agent is left to a person in any case; null where it is not. */
export function whyLeftOpen({ acquire, finding, oracle, unit }: FixContext): string | null {
  const dropped = finding.exits.filter(({ kind }) => kind === 'drop').length;
  if (dropped > 0 && dropped < finding.exits.length) return 'the code that removes the agent has to close it';
  if (finding.exits.some(({ kind }) => kind === 'hook')) return 'an `after` hook has to close the agent';
  if (acquire.type === 'CallExpression' && oracle.acquisition(unit, acquire)?.listener)
    return 'a listener waits for the agent: close the agent after that';
  return null;
}

/** Closes an agent in a constant when the function is done with it. */
export function planAgentAfterUse(site: FixContext): Part {
  const kept = keptOf(site);
  if ('refused' in kept) return kept;
  const { held, rest, isOptional } = kept;
  const { holder, variable, path } = held;
  if (holder.promise) return refuse('its promise is not awaited at once');
  const mentions = variable.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier);
  return closeAfter(site, {
    name: variable.name,
    path,
    values: [variable.identifiers[0]!, ...mentions],
    rest,
    uses: site.uses.of(variable, path),
    isOptional,
    before: [],
    edits: [],
  });
}

/** `fetch(url, { dispatcher: new Agent() })`, `fetch(url, await options())`: what the call gives gets a name first. */
export function planAgentNamed(site: FixContext): Part {
  const { acquire, finding, protocol } = site;
  const [given, ...others] = finding.gives;
  if (!given || others.length > 0 || given.handle !== protocol.root)
    return refuse('the call returns it inside another value');
  const value = given.promise ? awaitedValue(acquire) : acquire;
  if (!value) return refuse('its promise is not awaited at once');
  const statement = statementOf(site, value);
  if (!statement || !isListed(statement) || !enclosingFunction(acquire))
    return refuse('the agent is made inside an expression');
  const list = statementsOf(statement.parent!);
  const rest = list.slice(list.indexOf(statement));
  if (!isWrappable(site, rest)) return refuse('the statements that follow cannot be moved into a block');
  const path = pathOf(given);
  const name = site.fresh(path.length > 0 ? OWNERS : site.protocol.names, acquire);
  const before = [`const ${name} = ${oneLine(site, value.range)}`];
  const property = value.parent?.type === 'Property' ? value.parent : null;
  const isShort = property?.key.type === 'Identifier' && property.key.name === name && !property.computed;
  const mention: Edit = isShort
    ? { range: property.range, text: name }
    : { range: value === acquire ? value.range : withParentheses(site, value), text: name };
  return closeAfter(site, {
    name,
    path,
    values: [value],
    rest,
    uses: site.uses.at(value, path),
    isOptional: false,
    before,
    edits: [mention],
  });
}

export interface Closing {
  /** What has the agent, and the properties that lead from there to it. */
  readonly name: string;
  readonly path: readonly string[];
  /** The same in the code as it is: what types say of it holds for the name. */
  readonly values: readonly TSESTree.Node[];
  readonly rest: readonly TSESTree.Node[];
  readonly uses: readonly Use[];
  /** It is only there under a condition. */
  readonly isOptional: boolean;
  /** Statements before the rest. */
  readonly before: readonly Statement[];
  /** Statements before another one than the rest. */
  readonly ahead?: { readonly statement: TSESTree.Node; readonly written: readonly Statement[] };
  readonly edits: readonly Edit[];
}

/** Closes it in a `finally`; outside an `async` function, after the promise that is returned. */
export function closeAfter(site: FixContext, closing: Closing): Part {
  const { name, path, values, rest, uses, isOptional, before, ahead, edits } = closing;
  const form = site.protocol.handles[site.protocol.root]!.release!.cancel;
  const known = values.map((value) => site.releases.isTyped(form, value, path));
  const given = givenToCaller(site, values[0]!);
  if (given === 'other' || given === 'nothing') return refuse('the factory may share it with other callers');
  const isUnsure = known[0] === null && given === 'maybe';
  const certain = chained(site, values[0], [name, ...path], false);
  const chain = isUnsure ? { root: name, steps: path.map((one) => ({ name: one, optional: true })) } : certain;
  const nullable = isOptional || isUnsure || site.mayBeNothing(values[0]!, path);
  const release = site.releases.of(
    { path: pathTo(name, path), handle: site.protocol.root, promise: false },
    { canAwait: false, swallow: true, maybeRead: true, nullable, chain },
  );
  if (!release || known.includes(false)) return refuse('no release can be written for this client');
  if (isReleasedFinally(site, rest[0]!.parent!, release)) return refuse('the release is already there');
  const waits = uses.map((use) => (isHeard(use) ? 'here' : quiescenceOf(site, use, form)));
  const check = uses.some(isHeard) ? HEARD : isWrapped(site, uses) ? RESENT : null;
  if (form.cutsReaders && isAskedTogether(site, uses))
    return refuse('several requests share it, and each may end at another time');
  if (waits.some((wait) => wait === null)) {
    const event = before.length === 0 ? form.refusesPending?.endEvent : undefined;
    const withStream = event === undefined ? null : closeWithStream(site, uses, waits, release, event);
    return withStream ?? refuse('it is also stored or handed on, and other code may still need it');
  }
  const waited = waits as Quiescence[];
  const [returned, ...others] = [...new Set(waited.flatMap((wait) => (wait === 'here' ? [] : [wait.returned])))];
  if (!returned || site.canAwait(returned))
    return {
      edits: [
        ...tryFinally(site, rest, [releaseStatement(release)], before).filter(
          ({ range: [at] }) => !edits.some(({ range }) => range[0] < at && at < range[1]),
        ),
        ...edits,
        ...(ahead ? insertBefore(site, ahead.statement, ahead.written) : []),
        ...awaitReturned(waited),
      ],
      check,
    };
  if (
    others.length > 0 ||
    before.length > 0 ||
    ahead ||
    check !== null ||
    returned.parent !== rest.at(-1) ||
    rest.slice(0, -1).some((one) => hasExit(site, one))
  )
    return refuse('several exits of a function that is not async use it');
  const typed = typeArgument(site, returned);
  if (!typed) return refuse('the type of the promise cannot be written as an annotation');
  const [, end] = returned.range;
  return {
    edits: [
      ...typed,
      // It would wait for what its callback returns.
      { range: [end, end], text: `.finally(() => ${release.swallowed ? 'void ' : ''}${printExpression(release)})` },
    ],
    check: null,
  };
}

/** Whether an agent that retries is made of it: `new RetryAgent(new Agent())`, here or in the function that returns it. */
function isWrapped({ acquire, oracle, unit }: FixContext, uses: readonly Use[]): boolean {
  const maker = acquire.type === 'CallExpression' ? oracle.provider(unit, acquire) : null;
  const [place, made] =
    maker?.kind === 'function'
      ? [maker.unit, returnedBy(maker.unit, maker.node)]
      : [unit, [acquire, ...uses.map(({ node }) => node)].map(({ parent }) => parent ?? null)];
  return made.some((value) => {
    const call = value && unwrap(value);
    const name = call?.type === 'NewExpression' ? oracle.calleeName(place, call) : null;
    return name !== null && wrappedBy(name) !== undefined;
  });
}

/** It is only listened to for its end. */
const isHeard = ({ inner, node }: Use): boolean => inner === 'borrow' && isListening(node);

/** Whether an executor uses it twice, of which its promise can only tell once. */
function isAskedTogether({ acquire }: FixContext, uses: readonly Use[]): boolean {
  const executors = uses
    .map(({ node }) => enclosingFunction(node))
    .filter((fn) => fn !== enclosingFunction(acquire) && fn !== null && executorOf(fn.parent) === fn);
  return new Set(executors).size < executors.length;
}

/** What the acquiring call gives, wherever in its value the agent is. */
function givenToCaller({ acquire, finding, oracle, unit }: FixContext, value: TSESTree.Node): Freshness {
  const { parent } = value;
  const taken = parent?.type === 'ArrayPattern' ? [String(parent.elements.findIndex((one) => one === value))] : null;
  const paths = finding.gives.map((one) => pathOf(one));
  const given = (paths.length > 0 ? paths : [taken]).map((path) => freshnessOf(oracle, unit, acquire, path));
  return given.find((one) => one === 'other') ?? given.find((one) => one !== 'made') ?? 'made';
}

/** `stream.once('close', () => session.close())`, for a session that nothing but listeners and one stream uses; null for others. */
function closeWithStream(
  site: FixContext,
  uses: readonly Use[],
  waits: readonly (Quiescence | null)[],
  release: PlannedRelease,
  event: string,
): Part | null {
  const pending = uses.filter((_, index) => waits[index] === null);
  const [stream] = pending;
  const declarator = stream?.node.parent;
  if (
    pending.length !== 1 ||
    !stream ||
    !keeperOf(site, stream.node) ||
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id.type !== 'Identifier' ||
    !isListed(declarator.parent)
  )
    return null;
  if (
    enclosingFunction(stream.node) !== enclosingFunction(site.acquire) ||
    uses.some(({ inner, node }) => node !== stream.node && inner !== 'end' && !isHearing(node))
  )
    return null;
  const { quote } = site.layout;
  const listening = `${declarator.id.name}.once(${quote}${event}${quote}, () => ${printExpression(release)})`;
  return { edits: insertAfter(site, declarator.parent, [listening]), check: null };
}

/** `new Promise(…)` is typed by the function that returns it; after a `.finally` it has to say so itself. Null where it cannot. */
export function typeArgument(site: FixContext, promise: TSESTree.Node): Edit[] | null {
  const fn = enclosingFunction(promise);
  if (promise.type !== 'NewExpression' || promise.typeArguments || !fn || !site.isTypeScript) return [];
  const type = fn.returnType?.typeAnnotation;
  const [, end] = promise.callee.range;
  if (type?.type === 'TSTypeReference')
    return type.typeArguments?.params.length === 1
      ? [{ range: [end, end], text: `<${site.text(type.typeArguments.params[0]!)}>` }]
      : null;
  return !type && fn.type === 'FunctionDeclaration' ? [] : null;
}

/** `const agent = new Agent(…)` at the top of the module, where the arguments mention nothing of the function. */
export function planAgentForModule(site: FixContext): Part {
  const { acquire, unit } = site;
  const made = madeTogether(acquire);
  const { parent } = acquire;
  const variable =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? unit.variable(parent.id) : undefined;
  if (variable && site.uses.of(variable).some(({ node, inner }) => inner === 'end' || isListening(node)))
    return refuse('the code closes it or listens to it where it is made');
  const last = unit.ast.body.findLast(({ type }) => type === 'ImportDeclaration');
  if (
    !last ||
    !enclosingFunction(acquire) ||
    made.length === 0 ||
    !made.every((one) => one.arguments.every((argument) => isGlobal(site, argument)))
  )
    return refuse('its arguments are not available at the top of the module');
  const whole = variable && movable(site, parent!.parent!, variable.name);
  if (whole)
    return {
      edits: [
        ...insertAfter(site, last, ['', oneLine(site, withoutStop(site, whole)), ...gapAfter(site, last)]),
        removal(site, whole),
      ],
      check: SHARED,
    };
  const names = made.map((_, index) => site.fresh([`sharedAgent${index === 0 ? '' : index + 1}`], unit.ast));
  const declarations = made.map((one, index) => `const ${names[index]!} = ${oneLine(site, one.range)}`);
  return {
    edits: [
      ...insertAfter(site, last, ['', ...declarations, ...gapAfter(site, last)]),
      ...made.map((one, index) => ({ range: one.range, text: names[index]! })),
    ],
    check: SHARED,
  };
}
/** What is moved loses its lines, unless a comment needs one. */
function oneLine({ tokens, layout, unit }: FixContext, range: readonly [number, number]): string {
  if (tokens.commentsWithin(range).length > 0) return unit.text.slice(...range);
  const parts = tokens.within(range).map(({ range: [start, end] }, index, all) => {
    const before = all[index - 1]?.range[1] ?? start;
    return (layout.isOneLine(before, start) ? unit.text.slice(before, start) : ' ') + unit.text.slice(start, end);
  });
  return parts.join('');
}

/** The declaration, where it is all that its statement declares and its name means nothing else in the file. */
function movable(site: FixContext, declaration: TSESTree.Node, name: string): TSESTree.Node | null {
  const { tokens, layout } = site;
  const fn = enclosingFunction(declaration);
  const [start, end] = declaration.range;
  const isWholeLine = layout.startsLine(start) && layout.endsLine(end);
  if (
    !fn ||
    !isWholeLine ||
    declaration.type !== 'VariableDeclaration' ||
    declaration.kind !== 'const' ||
    declaration.declarations.length !== 1
  )
    return null;
  const isInside = ({ range: [at] }: Token): boolean => fn.range[0] <= at && at < fn.range[1];
  return tokens.named(name).every(isInside) ? declaration : null;
}

/** Takes the lines of a statement away. */
const removal = ({ layout }: FixContext, { range: [start, end] }: TSESTree.Node): Edit => ({
  range: [start - layout.indentAt(start).length, layout.nextLine(end)],
  text: '',
});

/** An empty line, where none follows. */
function gapAfter({ layout }: FixContext, { range: [, end] }: TSESTree.Node): string[] {
  const next = layout.nextLine(end);
  return layout.endsLine(next) && layout.nextLine(next) > next ? [] : [''];
}

/** `secure ? new https.Agent(…) : new http.Agent(…)`: one is no better than the other. */
function madeTogether(acquire: TSESTree.Node): TSESTree.NewExpression[] {
  const { parent } = acquire;
  const arms =
    parent?.type === 'ConditionalExpression' && parent.test !== acquire
      ? [parent.consequent, parent.alternate]
      : [acquire];
  const made = arms.filter((arm) => arm.type === 'NewExpression');
  return made.length === arms.length ? made : [];
}

/**
 * Whether the expression means the same at the top of the module; what is global may be set, or looked at, later than
 * that: `process.env.PROXY`.
 */
function isGlobal(site: FixContext, node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (
    isFunction(value) ||
    value.type === 'AwaitExpression' ||
    value.type === 'ThisExpression' ||
    value.type === 'CallExpression' ||
    value.type === 'NewExpression'
  )
    return false;
  if (value.type === 'Identifier') {
    const binding = bindingOf(site.unit, value);
    return binding ? binding.kind === 'import' : value.name === 'undefined';
  }
  return childrenOf(value, site.unit.visitorKeys).every(
    (child) => (value.type === 'Property' && child === value.key && !value.computed) || isGlobal(site, child),
  );
}
