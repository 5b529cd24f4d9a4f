/** A release after the evaluation of what a statement returns, which may read the body. */
import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, isFunction, isWithin, unwrap, type FunctionNode } from '../../syntax/nodes.js';
import type { Token } from '../../syntax/tokens.js';
import type { ResourceUse } from '../../typestate/answers.js';
import type { Edit } from '../text/edits.js';
import { valueOf, type Anchor } from '../release/exit-anchors.js';
import { blockForBody, blockText, bodyRange, bodyText, isListed, withoutStop } from '../text/insert.js';
import { linesOf, type Statement } from '../text/print.js';
import { HANDED_ON } from '../release/preconditions.js';
import { refuse, type Part, type FixContext } from '../fix-context.js';

/** `return a ? b : response.json()`: an `if`, with the release where the body is not read. */
export function planChosen(
  site: FixContext,
  anchor: Anchor,
  own: readonly ResourceUse[],
  release: Statement,
): Part | null {
  const value = valueOf(anchor);
  const choice = value && unwrap(value);
  if (choice?.type !== 'ConditionalExpression') return null;
  const touches = (part: TSESTree.Node): boolean =>
    own.some(({ node }) => isWithin(node, part)) || (part !== choice.test && site.isCarrier(part));
  const { test, consequent, alternate } = choice;
  if (touches(test) || touches(consequent) === touches(alternate)) return null;
  const range = anchor.kind === 'arrow' ? bodyRange(site, anchor.node) : anchor.node.range;
  const parts = [test, consequent, alternate];
  const isKept = ({ range: [at] }: Token): boolean => parts.some((part) => part.range[0] <= at && at < part.range[1]);
  if (!site.tokens.commentsWithin(range).every(isKept)) return null;
  // Inside a `try` the rejection of what is returned may be awaited on purpose: the `await` stays with both arms.
  const isAwaited = value!.type === 'AwaitExpression';
  const prefix = anchor.kind === 'arrow' ? site.layout.step : '';
  const arm = (part: TSESTree.Node): Statement[] => {
    const text = site.layout.indented(part.range, prefix);
    const isLoose = part.type === 'SequenceExpression' || (isAwaited && LOOSE.has(part.type));
    const returned = `return ${isAwaited ? 'await ' : ''}${isLoose ? `(${text})` : text}`;
    return touches(part) ? [returned] : [release, returned];
  };
  const head = `if (${site.layout.indented(test.range, prefix)})`;
  return { edits: replaceValue(site, anchor, [[{ head, body: arm(consequent) }], ...arm(alternate)]), check: null };
}

/** What an `await` before it would only take the beginning of. */
const LOOSE: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'AssignmentExpression',
  'BinaryExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'YieldExpression',
]);

/** Evaluates what is returned first, and then releases what it has not read. */
export function planEvaluated(
  site: FixContext,
  anchor: Anchor,
  own: readonly ResourceUse[],
  release: Statement,
  check: string | null,
): Part {
  const value = valueOf(anchor);
  if (!value)
    return refuse(
      own.length > 0
        ? 'the statement itself may read the body'
        : 'the code after it may throw, and the body is read in that case',
    );
  if (own.some(({ kind }) => kind === 'escapes')) return refuse(HANDED_ON);
  const waits = own.some(({ node }) => !isMemberCall(node) && node.parent?.type !== 'AwaitExpression');
  if (waits && !site.canAwait(value)) return refuse('the returned value may read the body later');
  const name = site.fresh(['result', 'value', 'outcome'], value);
  const isWhole = waits || own.every(({ node }) => node.parent?.type === 'AwaitExpression');
  const annotation = resultType(site, value, isWhole);
  if (annotation === null) return refuse('the type of the returned value cannot be written as an annotation');
  const written =
    anchor.kind === 'arrow' ? bodyText(site, anchor.node) : site.unit.text.slice(...returnedRange(site, anchor.node));
  const declared = `const ${name}${annotation} = ${waits ? `await (${written})` : written}`;
  return { edits: replaceValue(site, anchor, [declared, release, `return ${name}`]), check };
}

/** `: T` where the function says what it returns and a literal would otherwise be widened; null where that cannot be told. */
function resultType(site: FixContext, value: TSESTree.Node, isWhole: boolean): string | null {
  if (!site.tokens.within(value.range).some((token) => isLiteral(token))) return '';
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

/** What begins an object or a list, or is a text. */
const isLiteral = ({ type, value }: Token): boolean =>
  type === 'String' || type === 'Template' || value === '{' || value === '[';

/** Whether the function may be typed by what it is given to or assigned to, which types what it returns as well. */
function hasContext(site: FixContext, fn: FunctionNode): boolean {
  if (!site.isTypeScript || fn.type === 'FunctionDeclaration') return false;
  const { parent } = fn;
  return !(parent.type === 'MethodDefinition' || (parent.type === 'VariableDeclarator' && !parent.id.typeAnnotation));
}

/** The statements in the place of the exit. */
export function replaceValue(site: FixContext, anchor: Anchor, statements: readonly Statement[]): Edit[] {
  const { layout } = site;
  const { kind, node } = anchor;
  if (kind === 'arrow') return blockForBody(site, node, statements);
  const text = isListed(node)
    ? linesOf(statements, layout).join(layout.newline + layout.indentAt(node.range[0]))
    : blockText(site, node.parent!.range[0], statements);
  return [{ range: node.range, text }];
}

/** What stands between `return` and the end of the statement, comments included. */
function returnedRange(site: FixContext, statement: TSESTree.Node): readonly [number, number] {
  const [start, end] = withoutStop(site, statement);
  const keyword = site.tokens.after(start)!;
  return [site.tokens.pieceAfter(keyword.range[1])!.range[0], end];
}

/** Whether an expression waits for anything but the body. */
export function waitsBesides(site: FixContext, node: TSESTree.Node | null, own: readonly ResourceUse[]): boolean {
  if (!node || isFunction(node)) return false;
  return (
    (node.type === 'AwaitExpression' && !own.some((use) => isWithin(use.node, node))) ||
    childrenOf(node, site.unit.visitorKeys).some((child) => waitsBesides(site, child, own))
  );
}

const isMemberCall = (node: TSESTree.Node): boolean =>
  node.type === 'CallExpression' && unwrap(node.callee).type === 'MemberExpression';
