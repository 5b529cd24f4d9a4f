/** Turns a leak into an exit: its position, and the branches that lead there. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { carries, type Ref } from '../typestate/refs.js';
import { isFunction } from '../syntax/nodes.js';
import { type Unit, isField } from '../syntax/unit.js';
import { type LeakExit, type State, isTemporary } from '../typestate/state.js';
import type { Leak } from '../typestate/leaks.js';
import type { Exit, Holder, Step } from './finding.js';

/** The exit of a leak, as plain data. */
export function exitOf(unit: Unit, leak: Leak): Exit {
  const { node, isRejection } = leak.site;
  const steps = stepsOf(unit, leak);
  const holders = holdersOf(leak.exit.refs ?? leak.before.refs);
  if (!isRejection) return place(leak.exit, steps, holders);
  return {
    ...place(leak.exit, [step(node, `${quote(unit, node)} is rejected for its status`), ...steps], holders),
    inError: true,
  };
}

function place({ kind, node, blame }: LeakExit, path: readonly Step[], holders: readonly Holder[]): Exit {
  if (kind === 'end') {
    const of = blockName(node);
    return {
      kind,
      range: endOf(node),
      line: node.type === 'Program' ? (node.body.at(-1) ?? node).loc.start.line : node.loc.end.line,
      path,
      holders,
      ...(of === undefined ? {} : { of }),
    };
  }
  const at = { range: node.range, line: node.loc.start.line, path, holders };
  if (kind !== 'helper') return { kind, ...at };
  const helper = blame?.helper;
  if (!helper) return { kind: 'discard', ...at };
  return {
    kind,
    ...at,
    inner: {
      name: helper.name,
      exit: place(helper.exit, [], holdersOf(helper.exit.refs ?? new Map())),
      ...(helper.file ? { file: helper.file } : {}),
    },
  };
}

/** Where a function or block ends: its closing brace, or the whole of an arrow's expression. */
function endOf(node: TSESTree.Node): readonly [number, number] {
  if (node.type === 'Program') return (node.body.at(-1) ?? node).range;
  const body = isFunction(node) ? node.body : node;
  return body.type === 'BlockStatement' || node.type.endsWith('Statement')
    ? [body.range[1] - 1, body.range[1]]
    : body.range;
}

/** The clause or loop whose block the node is; undefined for the body of a function. */
function blockName(node: TSESTree.Node): string | undefined {
  if (node.type === 'CatchClause') return 'the `catch` block';
  switch (node.parent?.type) {
    case 'TryStatement':
      return node === node.parent.finalizer ? 'the `finally` block' : 'the `try` block';
    case 'IfStatement':
      return node === node.parent.alternate ? 'the `else` block' : 'the `if` block';
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return "the loop's body";
    default:
      return undefined;
  }
}

/** The positions of the resource in a value: the value itself (an empty expression), a property (`.response`), or the promised value. */
export function holdersIn(value: Ref): Holder[] {
  const holders: Holder[] = [];
  collect('', value.kind === 'promise' ? value.of : value, false, holders);
  return value.kind === 'promise' ? holders.map((holder) => ({ ...holder, promise: true })) : holders;
}

function holdersOf(refs: State['refs']): Holder[] {
  const holders: Holder[] = [];
  for (const [holder, ref] of refs) {
    if (isTemporary(holder) || !carries(ref)) continue;
    const own: Holder[] = [];
    collect(holder.name, ref, false, own);
    const declared = isField(holder) ? undefined : holder.identifiers[0]?.range[0];
    holders.push(...(declared === undefined ? own : own.map((one) => ({ ...one, declared }))));
  }
  return holders;
}

function collect(expression: string, ref: Ref, isPromise: boolean, into: Holder[]): void {
  if (ref.kind === 'handle') into.push({ expression, handle: ref.handle, promise: isPromise });
  else if (ref.kind === 'promise' && !isPromise) collect(expression, ref.of, true, into);
  // What is in the fields of an instance only its class can be sure to reach.
  else if (ref.kind === 'object' && !ref.made && !isPromise)
    for (const [name, part] of ref.props)
      if (/^[\w$]+$/.test(name) && carries(part)) collect(`${expression}.${name}`, part, false, into);
}

/** The maximum number of branches in a path; of a longer path the last ones are kept. */
const MAX_STEPS = 64;

/** The maximum number of blocks that are searched for them. */
const MAX_WAY = 512;

function stepsOf(unit: Unit, leak: Leak): Step[] {
  const way: Origin<Edge>[] = [];
  for (let at: Origin<Edge> | null = leak.origin; at && way.length < MAX_WAY; at = at === leak.born ? null : at.before)
    way.push(at);
  const idle = idleOn(way);
  const steps: Step[] = [];
  for (const [index, at] of way.entries()) {
    if (at === leak.born || steps.length >= MAX_STEPS) break;
    const before = at.edge && !idle[index] && stepOf(unit, at.edge);
    const after = steps.at(-1);
    if (before && (before.text !== after?.text || before.range[0] !== after.range[0])) steps.push(before);
  }
  return steps.reverse();
}

/** The edges of a path, from its end, between a branch and the join that its other side reached in the same state. */
function idleOn(way: readonly Origin<Edge>[]): boolean[] {
  const places = new Map(way.map((origin, index) => [origin, index]));
  const idle = way.map(() => false);
  for (const [index, { others }] of way.entries()) {
    for (const { before } of others ?? []) {
      const seen = new Set<Origin<Edge>>();
      let at = before;
      while (at && !places.has(at) && !seen.has(at) && seen.size < MAX_WAY) {
        seen.add(at);
        at = at.before;
      }
      const fork = at ? places.get(at) : undefined;
      if (fork === undefined) continue;
      if (fork > index) idle.fill(true, index, fork);
      // The other side of the branch that leaves a loop reached that branch again.
      else if (fork > 0) idle[fork - 1] = true;
    }
  }
  return idle;
}

function stepOf(unit: Unit, edge: Edge): Step | null {
  switch (edge.kind) {
    case 'branch':
      return step(edge.test, `${quote(unit, edge.test)} is ${edge.outcome ? 'truthy' : 'falsy'}`);
    case 'nullish':
      return edge.outcome ? step(edge.test, `${quote(unit, edge.test)} is null or undefined`) : null;
    case 'case':
      return edge.outcome && edge.clause.test
        ? step(edge.clause, `${quote(unit, edge.discriminant)} is ${quote(unit, edge.clause.test)}`)
        : null;
    case 'iterate':
      return step(edge.loop, edge.outcome ? 'the loop runs again' : 'the loop ends');
    case 'exception':
      return edge.implicit ? step(edge.thrower, `${quote(unit, edge.thrower)} throws`) : null;
    case 'normal':
      return null;
  }
}

const step = (node: TSESTree.Node, text: string): Step => ({ range: node.range, line: node.loc.start.line, text });

const MAX_QUOTE = 48;

const quote = (unit: Unit, node: TSESTree.Node): string => `\`${snippet(unit, node, MAX_QUOTE)}\``;

/** Source text on one line, cut to a readable length. */
export function snippet(unit: Unit, node: TSESTree.Node, length = 60): string {
  const text = unit.text.slice(...node.range).replace(/\s+/g, ' ');
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
