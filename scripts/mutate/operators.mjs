/** The edits that break a source: one operator for each kind of mistake that a test should notice. */
import ts from 'typescript';

const { SyntaxKind } = ts;

/** An operator token and what it becomes: the opposite of an equality, the neighbour of a bound, the other connective. */
const TOKENS = new Map([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);
const CONNECTIVES = new Set([SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken]);
const QUANTIFIERS = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

/**
 * All mutants of a source, by position.
 *
 * Each is one replacement of text. `probe` is the span of an expression that is evaluated whenever the mutated place is
 * reached. Types, imports and declarations are left alone: the compiler answers for them.
 *
 * @param {string} text
 * @param {string} file its name, which ends in .ts
 * @returns {import('./operators.mjs').Mutant[]}
 */
export function mutantsOf(text, file) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const mutants = [];
  const add = (operator, start, end, replacement, probe) => {
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    mutants.push({
      file,
      operator,
      line: line + 1,
      column: character + 1,
      start,
      end,
      replacement,
      probe: [probe.getStart(source), probe.end],
    });
  };
  const replace = (operator, node, replacement, probe = node) =>
    add(operator, node.getStart(source), node.end, replacement, probe);

  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const condition = conditionOf(node);
    // The opposite of an equality or of a literal is another operator's edit.
    if (condition && !isEquality(condition) && !isBoolean(condition))
      replace('condition negated', condition, `!(${condition.getText(source)})`);
    if (isGuard(node)) replace('guard dropped', node, ';', node.expression);
    if (ts.isBinaryExpression(node)) {
      const { left, operatorToken, right } = node;
      const other = TOKENS.get(operatorToken.kind);
      const isConnective = CONNECTIVES.has(operatorToken.kind);
      if (other) {
        const operator = isConnective ? 'connective swapped' : 'comparison changed';
        // Parenthesised, as `a || b` is not an operand of `??` and binds less than `&&`.
        const swapped = `(${left.getText(source)} ${other} ${right.getText(source)})`;
        replace(operator, node, swapped);
      }
      if (isConnective) replace('operand dropped', node, `(${left.getText(source)})`);
    }
    if (isBoolean(node)) replace('boolean flipped', node, node.kind === SyntaxKind.TrueKeyword ? 'false' : 'true');
    if (ts.isArrayLiteralExpression(node) && !isTarget(node)) {
      for (const [index, element] of node.elements.entries()) {
        const next = node.elements[index + 1];
        const end = next ? next.getStart(source) : element.end;
        add('element removed', element.getStart(source), end, '', node);
      }
    }
    if (ts.isCaseClause(node)) replace('case removed', node, '', node.parent.parent.expression);
    if (ts.isExpressionStatement(node) && isCall(node.expression)) replace('call removed', node, ';', node.expression);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.arguments.length === 1) {
      const { name } = node.expression;
      const other = QUANTIFIERS.get(name.text);
      if (other) replace('quantifier swapped', name, other, node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants.sort((a, b) => a.start - b.start || a.end - b.end || compareText(a.operator, b.operator));
}

/** The text with one mutant in place. */
export function apply(text, { start, end, replacement }) {
  return text.slice(0, start) + replacement + text.slice(end);
}

/**
 * The text with a call of `globalThis.__reached(id)` before each place, which changes nothing else.
 *
 * @param {string} text
 * @param {readonly { readonly id: number, readonly probe: readonly [number, number] }[]} places
 */
export function withProbes(text, places) {
  // Spans nest. At one position the inner span is closed before the outer one, and the outer one opened first.
  const insertions = places.flatMap(({ id, probe: [start, end] }) => [
    { at: start, rank: start - end, text: `(globalThis.__reached(${id}), ` },
    { at: end, rank: Number.MIN_SAFE_INTEGER + end - start, text: ')' },
  ]);
  insertions.sort((a, b) => a.at - b.at || a.rank - b.rank);
  let result = '';
  let done = 0;
  for (const { at, text: inserted } of insertions) {
    result += text.slice(done, at) + inserted;
    done = at;
  }
  return result + text.slice(done);
}

/** The condition that decides a branch, or how often a loop runs. */
function conditionOf(node) {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) || ts.isForStatement(node) ? node.condition : undefined;
}

const isEquality = (node) =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === SyntaxKind.EqualsEqualsEqualsToken ||
    node.operatorToken.kind === SyntaxKind.ExclamationEqualsEqualsToken);

const isBoolean = (node) => node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword;

/** A pattern that is assigned to. */
function isTarget(node) {
  const { parent } = node;
  if (ts.isForOfStatement(parent)) return parent.initializer === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === SyntaxKind.EqualsToken && parent.left === node;
}

/** `if (…) return;` and its like: a branch without an alternative that does nothing but leave. */
function isGuard(node) {
  if (!ts.isIfStatement(node) || node.elseStatement) return false;
  const { thenStatement } = node;
  const [only, ...more] = ts.isBlock(thenStatement) ? thenStatement.statements : [thenStatement];
  if (!only || more.length > 0) return false;
  return (
    ts.isReturnStatement(only) || ts.isContinueStatement(only) || ts.isBreakStatement(only) || ts.isThrowStatement(only)
  );
}

/** A call for its effect; a constructor's call of its parent is no choice. */
function isCall(expression) {
  const inner = ts.isAwaitExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(inner) && inner.expression.kind !== SyntaxKind.SuperKeyword;
}

const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
