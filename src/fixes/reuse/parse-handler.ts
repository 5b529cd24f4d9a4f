/** `res.json().catch(() => res.text())`: the text is read first, and the handler becomes the `catch` of its parse. */
import type { TSESTree } from '@typescript-eslint/utils';
import { TEXT_NAMES } from '../../protocols/names.js';
import { descendantsOf, enclosingFunction, isFunction } from '../../syntax/nodes.js';
import {
  catcherOf,
  isForeign,
  isSteady,
  isTriedIn,
  originOf,
  readFrom,
  readOf,
  replaceRead,
  takenOver,
  useAt,
  type BodyRead,
  type BodyUse,
} from './body-reads.js';
import { FOREIGN, OWN_ERROR, parserCheck, STANDS_IN } from './body-checks.js';
import type { Edit } from '../text/edits.js';
import { actsIn, isAlwaysIn } from '../safety/evaluated-between.js';
import { refuse, type FixContext, type Part } from '../fix-context.js';
import { printKept } from '../text/print.js';

const UNHANDLED =
  'If the connection breaks during the read, the handler no longer runs: check that it is not needed then.';
const OTHER_ERROR = 'If the read fails, the handler now gets a different error: check how it uses the error.';

type Handler = TSESTree.ArrowFunctionExpression;

/** The parse, the call of `catch`, its handler, and the read in that. */
interface Parts {
  readonly parse: BodyUse;
  readonly text: string;
  readonly caught: TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression };
  readonly handler: Handler;
  readonly read: BodyRead;
}

/** Whether the second use stands in the handler of a `.catch()` of the first one. */
export const isParseHandled = (site: FixContext): boolean => partsOf(site) !== null;

export function planParseHandler(site: FixContext): Part {
  const parts = partsOf(site);
  if (!parts) return refuse('the parse has no handler that reads the text');
  const { parse, read, handler } = parts;
  const [from, again] = [readFrom(site, parse.call.callee.object), readFrom(site, read.call.callee.object)];
  const span = [parse.call.range[0], read.call.range[1]] as const;
  if (!from || !again || originOf(site, from.variable) !== originOf(site, again.variable))
    return refuse('the two reads may be of different responses');
  if (![from, again].every(({ variable }) => isSteady(variable, enclosingFunction(parse.call), span)))
    return refuse('the variable may hold a different response at the second read');
  if (handler.params.length > 1 || handler.params[0]?.type === 'AssignmentPattern' || handler.generator)
    return refuse('the handler cannot become a `catch`');
  const { throwsOwn, option } = site.protocol.parsing ?? {};
  const check = site.hasStandIn
    ? STANDS_IN
    : isForeign(site, from)
      ? FOREIGN
      : throwsOwn && isErrorUsed(site, handler)
        ? OWN_ERROR
        : option !== undefined
          ? parserCheck(option)
          : whatFails(site, parts);
  return { edits: editsOf(site, parts), check };
}

function partsOf(site: FixContext): Parts | null {
  const { cause, range } = site.finding;
  const [parse, later] = [cause && useAt(site, cause.range), useAt(site, range)];
  const caught = parse?.method.gives === 'parsed text' ? catcherOf(parse.call) : null;
  const [handler] = caught?.arguments ?? [];
  const read = later && readOf(later);
  const text = Object.entries(parse?.handle.methods ?? {}).find(([, { gives }]) => gives === 'text')?.[0];
  if (!parse || !read || text === undefined || read.method.gives !== 'text') return null;
  if (handler?.type !== 'ArrowFunctionExpression' || enclosingFunction(read.call) !== handler) return null;
  return { parse, text, caught: caught as Parts['caught'], handler, read };
}

/** The text to check where a failed read no longer leads to the handler, or leads to it with a different error. */
function whatFails(site: FixContext, { handler, read }: Parts): string | null {
  const { unit } = site;
  if (read.fallback) return isErrorUsed(site, handler) ? OTHER_ERROR : null;
  const isFirst =
    isAlwaysIn(unit, read.value, handler.body) &&
    !isTriedIn(read.value, handler.body) &&
    !actsIn(unit, [handler.body.range[0], read.value.range[0]], read.value);
  return isFirst ? null : UNHANDLED;
}

const isErrorUsed = ({ unit }: FixContext, { params }: Handler): boolean =>
  params.some((parameter) => parameter.type !== 'Identifier' || (unit.variable(parameter)?.references.length ?? 1) > 0);

function editsOf(site: FixContext, parts: Parts): Edit[] {
  const { parse, text, caught, handler, read } = parts;
  const { property } = parse.call.callee;
  const [type] = parse.call.typeArguments?.params ?? [];
  const { typeArguments } = parse.call;
  const own = handler.body.type === 'BlockStatement' ? takenOver(site, read.value, handler.body.body[0]!) : null;
  const name = own?.name ?? site.parameter(TEXT_NAMES, caught);
  const replaced =
    own?.removal ??
    replaceRead(site, read, { name, isParsed: false }, read.value === handler.body ? read.value.range : undefined);
  return [
    { range: property.range, text },
    ...(typeArguments ? [{ range: typeArguments.range, text: '' }] : []),
    ...(read.fallback
      ? [{ range: [parse.call.range[1], parse.call.range[1]] as const, text: `.catch(${site.text(read.fallback)})` }]
      : []),
    { range: caught.callee.property.range, text: 'then' },
    ...around(site, parts, name, printKept({ name, isParsed: true, type: type ? site.text(type) : null })).filter(
      ({ range: [at], isMove }) => !isMove || at < replaced.range[0] || at >= replaced.range[1],
    ),
    replaced,
  ];
}

/** The handler as the `catch` of a parse, in a callback with the text as its parameter. */
function around(site: FixContext, { handler, read }: Parts, name: string, parse: string): Edit[] {
  const { layout, tokens, unit } = site;
  const { body, range } = handler;
  const line = layout.newline + layout.indentAt(range[0]);
  const inner = line + layout.step;
  const innermost = inner + layout.step;
  const [from, to] = bodyWithin(site, handler);
  const error = errorWithin(site, handler);
  const comments = tokens
    .commentsWithin([range[0], from])
    .filter(({ range: [at] }) => !error || at < error.range[0] || at >= error.range[1])
    .map((comment) => inner + unit.text.slice(...comment.range));
  const head = [
    `${waitsBesides(site, handler, read) ? 'async ' : ''}(${name}) => {${comments.join('')}`,
    `${inner}try {${innermost}return ${parse}${layout.semicolon}`,
    `${inner}} catch ${error ? `(${unit.text.slice(...error.range)}${error.type}) ` : ''}`,
  ].join('');
  if (body.type === 'BlockStatement')
    return [
      { range: [range[0], from], text: head },
      ...layout.shifted(body.range),
      { range: [to, to], text: `${line}}` },
    ];
  return [
    { range: [range[0], from], text: `${head}{${innermost}return ` },
    ...layout.shifted([from, to], layout.step + layout.step),
    { range: [to, range[1]], text: `${layout.semicolon}${inner}}${line}}` },
  ];
}

/** The range of the body without the parentheses around it, unless a comment stands in those. */
function bodyWithin(site: FixContext, { body, range }: Handler): readonly [number, number] {
  const outer = site.tokens.parenthesesAround(body.range, range).at(-1);
  const isBare = !outer || !(site.hasComment([outer[0], body.range[0]]) || site.hasComment([body.range[1], outer[1]]));
  return isBare ? body.range : outer;
}

/** The parameter without its type, and the type that a `catch` needs; null where the handler does not use the error. */
function errorWithin(
  site: FixContext,
  handler: Handler,
): { readonly range: readonly [number, number]; readonly type: string } | null {
  const [parameter] = handler.params;
  if (!parameter || !isErrorUsed(site, handler)) return null;
  const annotation = 'typeAnnotation' in parameter ? parameter.typeAnnotation : undefined;
  const end = annotation ? site.tokens.before(annotation.range[0])!.range[1] : parameter.range[1];
  const isUnknown = annotation?.typeAnnotation.type === 'TSUnknownKeyword';
  return { range: [parameter.range[0], end], type: site.isTypeScript ? (isUnknown ? ': unknown' : ': any') : '' };
}

/** Whether the handler waits for anything but the read. */
const waitsBesides = ({ unit }: FixContext, handler: Handler, read: BodyRead): boolean =>
  descendantsOf(handler.body, unit.visitorKeys, (node) => !isFunction(node))
    .concat(handler.body)
    .some(
      (node) =>
        (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await)) && node !== read.value,
    );
