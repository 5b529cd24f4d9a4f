/** Lowers expressions: operands before operators, and a block for every branch of the evaluation. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Flow } from './flow.js';
import type { Block } from './graph.js';
import { isSilent, leadingOperand, operandsOf } from './operands.js';

/** Lowers the evaluation of `node` for its value. */
export function lowerExpression(flow: Flow, node: TSESTree.Node): void {
  flow.nested(() => {
    const chain: TSESTree.Node[] = [];
    let first = node;
    for (let operand = leadingOperand(first); operand; operand = leadingOperand(first)) {
      chain.push(first);
      first = operand;
    }
    lowerFirst(flow, first);
    for (let link = chain.pop(); link; link = chain.pop()) lowerLink(flow, link);
  });
}

/** Lowers an expression that has no leading operand. */
function lowerFirst(flow: Flow, node: TSESTree.Node): void {
  switch (node.type) {
    case 'LogicalExpression':
      return lowerLogical(flow, node);
    case 'ConditionalExpression':
      return lowerConditional(flow, node);
    case 'ChainExpression':
      return lowerChain(flow, node);
    case 'AssignmentExpression':
      return lowerAssignment(flow, node);
    default:
      if (!isSilent(node)) lowerOperator(flow, node);
  }
}

/** Lowers the rest of an expression after its leading operand has been evaluated. */
function lowerLink(flow: Flow, node: TSESTree.Node): void {
  if (node.type === 'LogicalExpression') return lowerCoalescing(flow, node);
  const chainEnd = flow.chainEnds.at(-1);
  if ((node.type === 'MemberExpression' || node.type === 'CallExpression') && node.optional && chainEnd) {
    const present = flow.block();
    forkOnNullish(flow, node.type === 'MemberExpression' ? node.object : node.callee, chainEnd, present);
    flow.current = present;
  }
  lowerOperator(flow, node);
}

function lowerOperator(flow: Flow, node: TSESTree.Node): void {
  for (const operand of operandsOf(node, flow.visitorKeys)) lowerExpression(flow, operand);
  // What `yield*` goes through is left with the generator.
  if (node.type === 'YieldExpression' && node.delegate) mayReturn(flow, node);
  flow.evaluated(node);
  if (mayThrow(node)) flow.mayThrow(node);
  if (node.type === 'YieldExpression' && !node.delegate) mayReturn(flow, node);
}

/** The consumer of a generator may stop at a `yield`: the `finally` blocks around it run, and the generator ends. */
function mayReturn(flow: Flow, node: TSESTree.YieldExpression): void {
  const next = flow.block();
  const left = flow.block();
  flow.goto(next);
  flow.continueAt(left);
  flow.add({ type: 'return', node, argument: null });
  flow.leave({ type: 'block', to: flow.exit, frame: null }, node);
  flow.current = next;
}

function mayThrow(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'AwaitExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
    case 'YieldExpression':
      return true;
    default:
      return false;
  }
}

function forkOnNullish(flow: Flow, test: TSESTree.Expression, nullish: Block, present: Block): void {
  flow.edge({ kind: 'nullish', test, outcome: true }, nullish);
  flow.edge({ kind: 'nullish', test, outcome: false }, present);
}

/** `a && b` or `a || b` for its value. */
function lowerLogical(flow: Flow, node: TSESTree.LogicalExpression): void {
  const right = flow.block();
  const join = flow.block();
  if (node.operator === '&&') lowerTest(flow, node.left, right, join, true);
  else lowerTest(flow, node.left, join, right, true);
  flow.current = right;
  lowerExpression(flow, node.right);
  flow.continueAt(join);
  flow.evaluated(node);
}

/** `a ?? b`, after `a` has been evaluated. */
function lowerCoalescing(flow: Flow, node: TSESTree.LogicalExpression): void {
  const right = flow.block();
  const join = flow.block();
  forkOnNullish(flow, node.left, right, join);
  flow.current = right;
  lowerExpression(flow, node.right);
  flow.continueAt(join);
  flow.evaluated(node);
}

/** A loop instead of recursion, for long chains of `a ? b : c ? d : …`. */
function lowerConditional(flow: Flow, node: TSESTree.ConditionalExpression): void {
  const open: { node: TSESTree.Node; join: Block }[] = [];
  let rest: TSESTree.Expression = node;
  while (rest.type === 'ConditionalExpression') {
    const consequent = flow.block();
    const alternate = flow.block();
    const join = flow.block();
    lowerTest(flow, rest.test, consequent, alternate);
    flow.current = consequent;
    lowerExpression(flow, rest.consequent);
    flow.goto(join);
    flow.current = alternate;
    open.push({ node: rest, join });
    rest = rest.alternate;
  }
  lowerExpression(flow, rest);
  for (let inner = open.pop(); inner; inner = open.pop()) {
    flow.continueAt(inner.join);
    flow.evaluated(inner.node);
  }
}

function lowerChain(flow: Flow, node: TSESTree.ChainExpression): void {
  const join = flow.block();
  flow.chainEnds.push(join);
  lowerExpression(flow, node.expression);
  flow.chainEnds.pop();
  flow.continueAt(join);
  flow.evaluated(node);
}

/**
 * Lowers `node` as a condition. `!`, `&&`, `||` and the comma become edges.
 *
 * @param valued whether the value is also used (the left side of `(a || b) && c`); if so, the operators that became
 *   edges are also elements on the paths to both targets, each before the enclosing operator
 */
export function lowerTest(
  flow: Flow,
  node: TSESTree.Expression,
  whenTrue: Block,
  whenFalse: Block,
  valued = false,
): void {
  flow.nested(() => {
    const rights: { node: TSESTree.Expression; start: Block; whenTrue: Block; whenFalse: Block }[] = [];
    let test = node;
    let targets = { whenTrue, whenFalse };
    for (;;) {
      const negates = test.type === 'UnaryExpression' && test.operator === '!';
      const shortCircuits = test.type === 'LogicalExpression' && test.operator !== '??';
      if (!negates && !shortCircuits && test.type !== 'SequenceExpression') break;
      if (valued)
        targets = {
          whenTrue: flow.evaluationBefore(targets.whenTrue, test),
          whenFalse: flow.evaluationBefore(targets.whenFalse, test),
        };
      if (test.type === 'UnaryExpression') {
        targets = { whenTrue: targets.whenFalse, whenFalse: targets.whenTrue };
        test = test.argument;
      } else if (test.type === 'LogicalExpression') {
        const start = flow.block();
        rights.push({ node: test.right, start, ...targets });
        targets = test.operator === '&&' ? { ...targets, whenTrue: start } : { ...targets, whenFalse: start };
        test = test.left;
      } else if (test.type === 'SequenceExpression') {
        for (const dropped of test.expressions.slice(0, -1)) lowerExpression(flow, dropped);
        test = test.expressions.at(-1)!;
      }
    }
    lowerLeaf(flow, test, targets.whenTrue, targets.whenFalse);
    for (let right = rights.pop(); right; right = rights.pop()) {
      flow.current = right.start;
      lowerTest(flow, right.node, right.whenTrue, right.whenFalse, valued);
    }
  });
}

function lowerLeaf(flow: Flow, test: TSESTree.Expression, whenTrue: Block, whenFalse: Block): void {
  if (test.type === 'Literal') {
    const truthy = 'regex' in test || Boolean(test.value);
    return flow.goto(truthy ? whenTrue : whenFalse);
  }
  lowerExpression(flow, test);
  flow.edge({ kind: 'branch', test, outcome: true }, whenTrue);
  flow.edge({ kind: 'branch', test, outcome: false }, whenFalse);
}

function lowerAssignment(flow: Flow, node: TSESTree.AssignmentExpression): void {
  if (node.operator === '&&=' || node.operator === '||=' || node.operator === '??=')
    return lowerLogicalAssignment(flow, node);
  const isPattern = node.left.type === 'ObjectPattern' || node.left.type === 'ArrayPattern';
  if (node.operator !== '=') lowerExpression(flow, node.left);
  else if (!isPattern) lowerBinding(flow, node.left);
  lowerExpression(flow, node.right);
  if (isPattern) lowerBinding(flow, node.left);
  flow.evaluated(node);
}

function lowerLogicalAssignment(flow: Flow, node: TSESTree.AssignmentExpression): void {
  const { left } = node;
  const assign = flow.block();
  const join = flow.block();
  lowerExpression(flow, left);
  if (node.operator === '??=') {
    forkOnNullish(flow, left, assign, join);
  } else {
    flow.edge({ kind: 'branch', test: left, outcome: true }, node.operator === '&&=' ? assign : join);
    flow.edge({ kind: 'branch', test: left, outcome: false }, node.operator === '&&=' ? join : assign);
  }
  flow.current = assign;
  lowerExpression(flow, node.right);
  flow.evaluated(node);
  flow.continueAt(join);
}

/**
 * Lowers the evaluated parts of a pattern: defaults, each on a path that may be skipped, computed keys, the objects of member targets.
 *
 * @param onDefault called on the path on which a default has just been evaluated. A declaration or an assignment is an element
 *   that binds the default; a parameter has no such element, so its pattern becomes one there.
 */
export function lowerBinding(
  flow: Flow,
  pattern: TSESTree.Node,
  onDefault: (pattern: TSESTree.AssignmentPattern) => void = () => {},
): void {
  flow.nested(() => {
    switch (pattern.type) {
      case 'MemberExpression':
        lowerExpression(flow, pattern.object);
        if (pattern.computed) lowerExpression(flow, pattern.property);
        return;
      case 'AssignmentPattern':
        lowerDefault(flow, pattern.right, () => onDefault(pattern));
        return lowerBinding(flow, pattern.left, onDefault);
      case 'RestElement':
        return lowerBinding(flow, pattern.argument, onDefault);
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element) lowerBinding(flow, element, onDefault);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) lowerBinding(flow, property, onDefault);
        return;
      case 'Property':
        if (pattern.computed) lowerExpression(flow, pattern.key);
        return lowerBinding(flow, pattern.value, onDefault);
      case 'TSParameterProperty':
        return lowerBinding(flow, pattern.parameter, onDefault);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
        return lowerBinding(flow, pattern.expression, onDefault);
      default:
        return;
    }
  });
}

function lowerDefault(flow: Flow, value: TSESTree.Expression, onTaken: () => void): void {
  if (isSilent(value)) return;
  const missing = flow.block();
  const after = flow.block();
  flow.goto(missing);
  flow.goto(after);
  flow.current = missing;
  lowerExpression(flow, value);
  onTaken();
  flow.continueAt(after);
}
