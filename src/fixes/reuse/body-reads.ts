/** The source of the two uses of one body: the receiver and the method of each, and the expression with the result. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Handle, Method } from '../../protocols/index.js';
import { bindingOfVariable, declaratorOf } from '../../syntax/bindings.js';
import {
  enclosingFunction,
  isFunction,
  memberName,
  outermost,
  stringValue,
  unwrap,
  type FunctionNode,
} from '../../syntax/nodes.js';
import { isConstant } from '../../syntax/variables.js';
import { isComment } from '../../syntax/tokens.js';
import type { Variable } from '../../syntax/unit.js';
import type { Edit } from '../text/edits.js';
import type { FixContext } from '../fix-context.js';
import { isListed, withParentheses } from '../text/insert.js';
import { awaitedValue } from '../safety/order.js';
import { printKept, type KeptRead } from '../text/print.js';
import type { AccessPath } from '../release/release.js';
import { isCalledInSight } from '../safety/sharing.js';

type Range = readonly [number, number];

/** A call that reads a body, or splits it. */
export interface BodyUse {
  readonly call: TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression };
  /** The name of the method, its entry, and the handle that has it. */
  readonly name: string;
  readonly method: Method;
  readonly handle: Handle;
}

/** A whole read whose value the code waits for. */
export interface BodyRead extends BodyUse {
  /** `await res.text()`, or the call alone where a function that gives a promise returns it. */
  readonly value: TSESTree.Node;
  /** What the handler gives where the read fails, `res.text().catch(() => '')`: a text that is no JSON. */
  readonly fallback: TSESTree.Node | null;
}

/** The call at a range, where some path calls a method of a handle there. */
export function useAt(site: FixContext, range: Range): BodyUse | null {
  const node = site.node(range, ({ type }) => type === 'CallExpression');
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { callee } = node;
  for (const { refs, site: acquired } of site.at(node)) {
    const ref = refs.get(callee);
    if (ref?.kind !== 'bound' || ref.of.kind !== 'handle') continue;
    const handle = acquired?.protocol.handles[ref.of.handle];
    const method = handle?.methods?.[ref.name];
    if (handle && method) return { call: node as BodyUse['call'], name: ref.name, method, handle };
  }
  return namedUse(site, node as BodyUse['call']);
}

/**
 * The same by the name of the method, for paths that the analysis does not follow. It does not distinguish objects with methods of the
 * same name.
 */
function namedUse({ protocol }: FixContext, call: BodyUse['call']): BodyUse | null {
  const name = memberName(call.callee);
  if (name === null || Object.hasOwn(protocol.promiseMethods ?? {}, name)) return null;
  for (const handle of Object.values(protocol.handles)) {
    const method = Object.hasOwn(handle.methods ?? {}, name) ? handle.methods![name] : undefined;
    if (method) return { call, name, method, handle };
  }
  return null;
}

/** The use as a whole read; null where the visible code does not wait for its result. */
export function readOf(use: BodyUse): BodyRead | null {
  if (use.method.locks !== 'read' || outermost(use.call).parent?.type === 'ChainExpression') return null;
  const caught = catcherOf(use.call);
  const [handler] = caught?.arguments ?? [];
  const fallback = handler && isNoJson(handler) ? handler : null;
  const whole = fallback ? caught! : use.call;
  const value = awaitedValue(whole) ?? (isReturned(whole) ? whole : null);
  return value && { ...use, value, fallback };
}

/** `call.catch(handler)`, with nothing but the handler. */
export function catcherOf(call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  return chained(call, 'catch', 1);
}

/** The call of a method of the result of a call. */
export function chained(call: TSESTree.CallExpression, name: string, count: number): TSESTree.CallExpression | null {
  const { parent } = call;
  if (parent.type !== 'MemberExpression' || parent.object !== call || memberName(parent) !== name) return null;
  const next = parent.parent;
  return next.type === 'CallExpression' && next.callee === parent && next.arguments.length === count ? next : null;
}

/** `() => ''`: where a text is parsed later, it fails as the read has. */
function isNoJson(handler: TSESTree.Node): boolean {
  const text = handler.type === 'ArrowFunctionExpression' && !handler.async ? stringValue(handler.body) : null;
  if (text === null) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Whether an expression is the result of an async function, or of a callback of a promise. */
function isReturned(value: TSESTree.Node): boolean {
  const outer = outermost(value);
  const { parent } = outer;
  const isResult =
    parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === outer);
  const fn = enclosingFunction(value);
  return isResult && fn !== null && !fn.generator && (fn.async || isReaction(fn));
}

/** `promise.then(fn)`, `promise.catch(fn)` */
const isReaction = ({ parent }: TSESTree.Node): boolean =>
  parent?.type === 'CallExpression' &&
  parent.callee.type === 'MemberExpression' &&
  ['then', 'catch'].includes(memberName(parent.callee) ?? '');

/** What a body is read of: a variable, and the properties that lead on from there. */
export interface ReadFrom {
  readonly variable: Variable;
  readonly path: AccessPath;
}

/** Null where it is more than a name and its properties. */
export function readFrom(site: FixContext, expression: TSESTree.Node): ReadFrom | null {
  const object = unwrap(expression);
  if (object.type === 'Identifier') {
    const variable = site.unit.variable(object);
    return variable ? { variable, path: { root: object.name, steps: [] } } : null;
  }
  const name = object.type === 'MemberExpression' && !object.optional && !object.computed ? memberName(object) : null;
  const owner = object.type === 'MemberExpression' && name !== null ? readFrom(site, object.object) : null;
  if (!owner || name === null) return null;
  const { root, steps } = owner.path;
  return { variable: owner.variable, path: { root, steps: [...steps, { name, optional: false }] } };
}

/** Whether the receiver is the value of the variable, or a part of it that the table of the client names. */
export const isPart = ({ protocol }: FixContext, { path: { steps } }: ReadFrom): boolean =>
  steps.every(({ name }) =>
    Object.values(protocol.handles).some(({ properties = {} }) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      return typeof property === 'object' && 'handle' in property;
    }),
  );

/** The variable that a constant was taken from: `const { body } = res`, `const same = res`. */
export function originOf(site: FixContext, variable: Variable): Variable {
  const declarator = declaratorOf(variable);
  const init = declarator?.parent.kind === 'const' && declarator.init ? unwrap(declarator.init) : null;
  const from = init && readFrom(site, init);
  return from ? originOf(site, from.variable) : variable;
}

/** Whether a variable keeps its value between two offsets of a function. */
export function isSteady(variable: Variable, fn: FunctionNode | null, [from, to]: Range): boolean {
  if (isConstant(variable)) return true;
  const isOutside = ({ range }: TSESTree.Node): boolean => range[1] <= from || range[0] >= to;
  return (
    variable.identifiers.every((name) => enclosingFunction(name) === fn) &&
    variable.references.every(
      (reference) =>
        !reference.isWrite() || (enclosingFunction(reference.identifier) === fn && isOutside(reference.identifier)),
    )
  );
}

/** Whether a variable has the response before a statement already, and goes on having it until an offset. */
export const isThereBefore = ({ variable }: ReadFrom, statement: TSESTree.Node, until: number): boolean =>
  variable.identifiers.some((name) => name.range[0] < statement.range[0]) &&
  isSteady(variable, enclosingFunction(statement), [statement.range[0], until]);

/** Replaces a read by the name of its result, or by a parse of that. Its fallback, with its comments, goes to the read that is written. */
export function replaceRead(
  site: FixContext,
  { call, value, fallback }: Pick<BodyRead, 'call' | 'value'> & Partial<Pick<BodyRead, 'fallback'>>,
  kept: Omit<KeptRead, 'type'>,
  range: Range = withParentheses(site, value),
): Edit {
  const [type] = kept.isParsed ? (call.typeArguments?.params ?? []) : [];
  const text = printKept({ ...kept, type: type ? site.text(type) : null });
  const isLoose = type !== undefined && !PLAIN.has(outermost(value).parent?.type ?? '');
  const own = [type, fallback].flatMap((node) => (node ? [node.range] : []));
  return { range, text: withComments(site, isLoose ? `(${text})` : text, range, own) };
}

/** Where a cast needs no parentheses. */
const PLAIN: ReadonlySet<string> = new Set([
  'VariableDeclarator',
  'ReturnStatement',
  'AssignmentExpression',
  'Property',
]);

/** A text, and after it the comments of the range in whose place it stands but for those that it has itself. */
export function withComments(site: FixContext, text: string, range: Range, own: readonly Range[] = []): string {
  const { layout, tokens, unit } = site;
  const indent = layout.newline + layout.indentAt(range[0]) + layout.step;
  const moved = tokens
    .commentsWithin(range)
    .filter(({ range: [at] }) => !own.some(([from, to]) => from <= at && at < to))
    .map((comment) => ` ${unit.text.slice(...comment.range)}${comment.type === 'Line' ? indent : ''}`);
  return text + moved.join('');
}

/** Whether the body comes from a parameter of a function that other code may call with something else. */
export function isForeign(site: FixContext, { variable }: ReadFrom): boolean {
  const binding = bindingOfVariable(variable);
  const fn = binding?.kind === 'parameter' ? binding.fn : null;
  if (!isFunction(fn)) return false;
  const isInline = fn.parent.type === 'CallExpression' && fn.parent.callee !== fn;
  const isTyped = variable.identifiers.some((name) => 'typeAnnotation' in name && name.typeAnnotation);
  return !isInline && !isTyped && !isCalledInSight(site.unit, fn);
}

/** The innermost statement around a node; null in the expression of an arrow function. */
export function statementAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent)
    if (isListed(at) || at.type.endsWith('Statement') || at.type === 'VariableDeclaration') return at;
  return null;
}

/** Whether a `try` of the same function stands around a value, within an outer node. */
export function isTriedIn(value: TSESTree.Node, outer: TSESTree.Node): boolean {
  for (let at = value; at !== outer && at.parent && !isFunction(at); at = at.parent)
    if (at.parent.type === 'TryStatement') return true;
  return false;
}

/** A constant that something else declares in its place. */
export interface TakenOver {
  readonly name: string;
  /** The name with its type. */
  readonly declared: string;
  readonly removal: Edit;
}

/** The constant whose whole initializer is `value`, if its declaration has its own line in the list of `statement`. */
export function takenOver(site: FixContext, value: TSESTree.Node, { parent }: TSESTree.Node): TakenOver | null {
  const declarator = outermost(value).parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return null;
  const declaration = declarator.parent;
  if (declaration.kind !== 'const' || declaration.declarations.length > 1 || declaration.parent !== parent) return null;
  const removal = removalOf(site, declaration);
  return removal && { name: declarator.id.name, declared: site.text(declarator.id), removal };
}

/** Removes a statement with its lines; null where it shares them, or a comment stands in it or right above it. */
export function removalOf({ layout, tokens }: FixContext, { range }: TSESTree.Node): Edit | null {
  const [start, end] = range;
  const above = tokens.pieceBefore(start);
  if (!layout.startsLine(start) || !layout.endsLine(end) || tokens.commentsWithin(range).length > 0) return null;
  if (above && isComment(above)) return null;
  return { range: [start - layout.indentAt(start).length, layout.nextLine(end)], text: '' };
}
