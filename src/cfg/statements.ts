/** Lowers statements: loops, `switch`, `try`, and the jumps between them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { lowerBinding, lowerExpression, lowerTest } from './expressions.js';
import type { Flow } from './flow.js';
import type { Block } from './graph.js';
import { type FinallyFrame, targetOf } from './jumps.js';

type Statement = TSESTree.Node;
type ForEach = TSESTree.ForOfStatement | TSESTree.ForInStatement;

const NO_LABELS: readonly string[] = [];

export function lowerStatements(flow: Flow, statements: readonly Statement[]): void {
  for (const [index, statement] of statements.entries()) {
    lowerStatement(flow, statement);
    if (isUsing(statement))
      return lowerDisposed(flow, statement, () => lowerStatements(flow, statements.slice(index + 1)));
  }
}

function isUsing(node: Statement | null): node is TSESTree.VariableDeclaration {
  return node?.type === 'VariableDeclaration' && (node.kind === 'using' || node.kind === 'await using');
}

/** Lowers the statements after a `using`: its resources are disposed of on every exit, the last one first. */
function lowerDisposed(flow: Flow, { declarations }: TSESTree.VariableDeclaration, lower: () => void): void {
  lowerFinally(flow, lower, () => {
    for (const node of [...declarations].reverse()) flow.add({ type: 'dispose', node });
  });
}

/** @param labels the labels directly before the statement, by which `continue` refers to a loop */
function lowerStatement(flow: Flow, node: Statement, labels: readonly string[] = NO_LABELS): void {
  flow.nested(() => {
    switch (node.type) {
      case 'BlockStatement':
        return flow.inScope(node, declaresLexically(node.body), () => lowerStatements(flow, node.body));
      case 'ExpressionStatement':
        if (node.directive !== undefined) return;
        lowerExpression(flow, node.expression);
        return flow.evaluated(node);
      case 'VariableDeclaration':
        return lowerVariables(flow, node);
      case 'IfStatement':
        return lowerIf(flow, node);
      case 'WhileStatement':
        return lowerWhile(flow, node, labels);
      case 'DoWhileStatement':
        return lowerDoWhile(flow, node, labels);
      case 'ForStatement':
        return lowerFor(flow, node, labels);
      case 'ForOfStatement':
      case 'ForInStatement':
        return lowerForEach(flow, node, labels);
      case 'SwitchStatement':
        return lowerSwitch(flow, node);
      case 'TryStatement':
        return lowerTry(flow, node);
      case 'LabeledStatement':
        return lowerLabeled(flow, node, labels);
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        return lowerJump(flow, node);
      case 'WithStatement':
        lowerExpression(flow, node.object);
        return lowerStatement(flow, node.body);
      case 'ClassDeclaration':
        if (!node.declare) lowerExpression(flow, node);
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) lowerStatement(flow, node.declaration);
        return;
      case 'ExportDefaultDeclaration':
        return lowerDefaultExport(flow, node);
      case 'TSExportAssignment':
        lowerExpression(flow, node.expression);
        return flow.evaluated(node);
      case 'TSModuleDeclaration':
        if (node.body && !node.declare) lowerStatements(flow, node.body.body);
        return;
      default:
        return;
    }
  });
}

type Jump = TSESTree.ReturnStatement | TSESTree.ThrowStatement | TSESTree.BreakStatement | TSESTree.ContinueStatement;

function lowerJump(flow: Flow, node: Jump): void {
  switch (node.type) {
    case 'ReturnStatement':
      if (node.argument) lowerExpression(flow, node.argument);
      flow.add({ type: 'return', node, argument: node.argument });
      return flow.leave({ type: 'block', to: flow.exit, frame: null }, node);
    case 'ThrowStatement':
      lowerExpression(flow, node.argument);
      flow.evaluated(node);
      return flow.leave({ type: 'throw', thrower: node, implicit: false }, node);
    default: {
      const target = targetOf(node, flow.frame);
      if (target) flow.leave({ type: 'block', to: target.to, frame: target }, node);
    }
  }
}

function declaresLexically(statements: readonly Statement[]): boolean {
  return statements.some((statement) => statement.type === 'ClassDeclaration' || isLexical(statement));
}

function isLexical(node: TSESTree.Node | null): boolean {
  return node?.type === 'VariableDeclaration' && node.kind !== 'var';
}

function lowerVariables(flow: Flow, node: TSESTree.VariableDeclaration): void {
  if (node.declare) return;
  for (const declarator of node.declarations) {
    if (!declarator.init && node.kind === 'var') continue;
    if (declarator.init) lowerExpression(flow, declarator.init);
    lowerBinding(flow, declarator.id);
    flow.evaluated(declarator);
  }
}

function lowerDefaultExport(flow: Flow, node: TSESTree.ExportDefaultDeclaration): void {
  switch (node.declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'TSInterfaceDeclaration':
      return;
    case 'ClassDeclaration':
      return lowerStatement(flow, node.declaration);
    default:
      lowerExpression(flow, node.declaration);
      flow.evaluated(node);
  }
}

/** A loop instead of recursion, for `else if` chains of any length. */
function lowerIf(flow: Flow, node: TSESTree.IfStatement): void {
  const after = flow.block();
  let rest: Statement | null = node;
  while (rest?.type === 'IfStatement') {
    const consequent = flow.block();
    const alternate = flow.block();
    lowerTest(flow, rest.test, consequent, alternate);
    flow.current = consequent;
    lowerStatement(flow, rest.consequent);
    flow.goto(after);
    flow.current = alternate;
    rest = rest.alternate;
  }
  if (rest) lowerStatement(flow, rest);
  flow.continueAt(after);
}

/** Lowers the body of a loop up to the edge to the next iteration. */
function lowerLoopBody(flow: Flow, body: Statement, next: Block, labels: readonly string[]): void {
  flow.inTarget({ jump: 'continue', labels, unlabelled: true, to: next }, () => lowerStatement(flow, body));
  flow.goto(next);
}

/** Lowers a statement that an unlabelled `break` can leave, and continues after it. */
function lowerBreakable(flow: Flow, lower: (after: Block) => void): void {
  const after = flow.block();
  flow.inTarget({ jump: 'break', labels: NO_LABELS, unlabelled: true, to: after }, () => lower(after));
  flow.current = after;
}

function lowerWhile(flow: Flow, node: TSESTree.WhileStatement, labels: readonly string[]): void {
  lowerBreakable(flow, (after) => {
    const head = flow.block();
    const body = flow.block();
    flow.continueAt(head);
    lowerTest(flow, node.test, body, after);
    flow.current = body;
    lowerLoopBody(flow, node.body, head, labels);
  });
}

function lowerDoWhile(flow: Flow, node: TSESTree.DoWhileStatement, labels: readonly string[]): void {
  lowerBreakable(flow, (after) => {
    const body = flow.block();
    const test = flow.block();
    flow.continueAt(body);
    lowerLoopBody(flow, node.body, test, labels);
    flow.current = test;
    lowerTest(flow, node.test, body, after);
  });
}

function lowerFor(flow: Flow, node: TSESTree.ForStatement, labels: readonly string[]): void {
  lowerBreakable(flow, (after) => {
    flow.inScope(node, isLexical(node.init), () => {
      if (node.init?.type === 'VariableDeclaration') lowerVariables(flow, node.init);
      else if (node.init) lowerExpression(flow, node.init);
      if (isUsing(node.init)) lowerDisposed(flow, node.init, () => lowerTurns(flow, node, labels));
      else lowerTurns(flow, node, labels);
    });
    flow.goto(after);
  });
}

function lowerTurns(flow: Flow, node: TSESTree.ForStatement, labels: readonly string[]): void {
  const head = flow.block();
  const body = flow.block();
  const update = flow.block();
  const done = flow.block();
  flow.continueAt(head);
  if (node.test) lowerTest(flow, node.test, body, done);
  else flow.goto(body);
  flow.current = body;
  lowerLoopBody(flow, node.body, update, labels);
  flow.current = update;
  if (node.update) lowerExpression(flow, node.update);
  flow.goto(head);
  flow.current = done;
}

/** The scope of `for (const x of …)` is one iteration: it ends where the next element is requested. */
function lowerForEach(flow: Flow, node: ForEach, labels: readonly string[]): void {
  lowerExpression(flow, node.right);
  lowerBreakable(flow, (after) => {
    const head = flow.block();
    const body = flow.block();
    flow.continueAt(head);
    flow.edge({ kind: 'iterate', loop: node, outcome: true }, body);
    flow.edge({ kind: 'iterate', loop: node, outcome: false }, after);
    if (node.type === 'ForOfStatement' && node.await) flow.raise(node, true, node);
    flow.current = body;
    flow.inTarget({ jump: 'continue', labels, unlabelled: true, to: head }, () => {
      flow.inScope(node, isLexical(node.left), () => {
        flow.evaluated(node);
        lowerBinding(flow, node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : node.left);
        if (isUsing(node.left)) lowerDisposed(flow, node.left, () => lowerStatement(flow, node.body));
        else lowerStatement(flow, node.body);
      });
    });
    flow.goto(head);
  });
}

function lowerSwitch(flow: Flow, node: TSESTree.SwitchStatement): void {
  lowerExpression(flow, node.discriminant);
  lowerBreakable(flow, (after) => {
    const declares = node.cases.some((clause) => declaresLexically(clause.consequent));
    flow.inScope(node, declares, () => {
      const end = flow.block();
      const bodies = node.cases.map(() => flow.block());
      node.cases.forEach((clause, index) => {
        if (!clause.test) return;
        const next = flow.block();
        lowerExpression(flow, clause.test);
        flow.edge({ kind: 'case', discriminant: node.discriminant, clause, outcome: true }, bodies[index]!);
        flow.edge({ kind: 'case', discriminant: node.discriminant, clause, outcome: false }, next);
        flow.current = next;
      });
      flow.goto(bodies[node.cases.findIndex((clause) => !clause.test)] ?? end);
      node.cases.forEach((clause, index) => {
        flow.current = bodies[index]!;
        lowerStatements(flow, clause.consequent);
        flow.goto(bodies[index + 1] ?? end);
      });
      flow.current = end;
    });
    flow.goto(after);
  });
}

function lowerLabeled(flow: Flow, node: TSESTree.LabeledStatement, labels: readonly string[]): void {
  const after = flow.block();
  const name = node.label.name;
  flow.inTarget({ jump: 'break', labels: [name], unlabelled: false, to: after }, () =>
    lowerStatement(flow, node.body, [...labels, name]),
  );
  flow.continueAt(after);
}

function lowerTry(flow: Flow, node: TSESTree.TryStatement): void {
  const { finalizer } = node;
  if (!finalizer) return lowerGuarded(flow, node);
  lowerFinally(
    flow,
    () => lowerGuarded(flow, node),
    () => lowerStatement(flow, finalizer),
  );
}

/** Lowers a part of the function together with code that runs on every exit of it. */
function lowerFinally(flow: Flow, lower: () => void, finalize: () => void): void {
  const outer = flow.frame;
  const after = flow.block();
  const frame: FinallyFrame = { type: 'finally', copies: new Map(), outer };
  flow.within(frame, () => {
    lower();
    flow.leave({ type: 'block', to: after, frame: outer }, null);
  });
  for (const copy of frame.copies.values()) {
    flow.current = copy.start;
    finalize();
    flow.leave(copy.continuation, copy.cause);
  }
  flow.current = after;
}

/** The `try` block and its `catch`. */
function lowerGuarded(flow: Flow, node: TSESTree.TryStatement): void {
  const { handler } = node;
  if (!handler) return lowerStatement(flow, node.block);
  const after = flow.block();
  const caught = flow.block();
  flow.within({ type: 'catch', handler: caught, outer: flow.frame }, () => lowerStatement(flow, node.block));
  flow.goto(after);
  flow.current = caught;
  flow.inScope(handler, handler.param !== null, () => {
    flow.evaluated(handler);
    if (handler.param) lowerBinding(flow, handler.param);
    lowerStatement(flow, handler.body);
  });
  flow.continueAt(after);
}
