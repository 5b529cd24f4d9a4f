/** Which variables may still be read before they get another value: liveness, over one graph. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Graph } from '../cfg/index.js';
import { isField, type Unit, type Variable } from '../syntax/unit.js';
import { isExported } from '../syntax/variables.js';
import { predecessors } from './mentioned.js';
import { isTemporary, type Holder } from './state.js';

/** What the rest of a function may do with a variable. */
interface Accesses {
  /** By block that mentions it, whether the block reads it before it gives it another value. */
  readonly isReadFirst: Map<number, boolean>;
  /** The places at which it is read. */
  readonly reads: Set<TSESTree.Node>;
}

export class Liveness {
  readonly #unit: Unit;
  readonly #graph: Graph;
  readonly #counts: (read: TSESTree.Node) => boolean;
  /** By variable, the blocks at whose start it is live; null if it always may be. */
  readonly #live = new Map<Variable, ReadonlySet<number> | null>();
  #accesses: ReadonlyMap<Variable, Accesses> | null = null;
  #before: readonly (readonly number[])[] | null = null;

  /** @param counts which reads count; by default all */
  constructor(unit: Unit, graph: Graph, counts: (read: TSESTree.Node) => boolean = () => true) {
    this.#unit = unit;
    this.#graph = graph;
    this.#counts = counts;
  }

  /**
   * Whether what the holder has at the start of the block may be read from there on. A field, a temporary, and a variable that other
   * code can read always may.
   */
  isLive(block: number, holder: Holder): boolean {
    if (isTemporary(holder) || isField(holder)) return true;
    let live = this.#live.get(holder);
    if (live === undefined) this.#live.set(holder, (live = this.#liveBlocks(holder)));
    return live === null || live.has(block);
  }

  /** Goes backwards from the blocks that read the variable, up to those that give it another value. */
  #liveBlocks(variable: Variable): ReadonlySet<number> | null {
    this.#accesses ??= accessesIn(this.#unit, this.#graph, this.#counts);
    const { isReadFirst, reads } = this.#accesses.get(variable) ?? {
      isReadFirst: new Map<number, boolean>(),
      reads: null,
    };
    const isKnown = variable.references.every(
      (reference) =>
        reference.from.variableScope.block === this.#graph.root &&
        (!reference.isRead() || reads?.has(reference.identifier as TSESTree.Node) === true),
    );
    if (!isKnown || variable.scope.type === 'global' || isExported(variable)) return null;
    this.#before ??= predecessors(this.#graph);
    const live = new Set<number>();
    for (const [block, isRead] of isReadFirst) if (isRead) live.add(block);
    for (const block of live)
      for (const before of this.#before[block]!) if (isReadFirst.get(before) !== false) live.add(before);
    return live;
  }
}

/** What each block does first with each variable that it mentions. */
function accessesIn(
  unit: Unit,
  graph: Graph,
  counts: (read: TSESTree.Node) => boolean,
): ReadonlyMap<Variable, Accesses> {
  const accesses = new Map<Variable, Accesses>();
  const note = (block: number, variable: Variable, read: TSESTree.Node | null): void => {
    let known = accesses.get(variable);
    if (!known) accesses.set(variable, (known = { isReadFirst: new Map(), reads: new Set() }));
    if (read) known.reads.add(read);
    if (read && !counts(read)) return;
    if (!known.isReadFirst.has(block)) known.isReadFirst.set(block, read !== null);
  };
  for (const { id, elements } of graph.blocks)
    for (const { node } of elements) {
      const written = writtenBy(node);
      const variable = unit.variable(written ?? node);
      if (variable && (written || node.type === 'Identifier')) note(id, variable, written ? null : node);
    }
  return accesses;
}

/** What an element gives a value whatever it had before. */
function writtenBy(node: TSESTree.Node): TSESTree.Identifier | null {
  const target =
    node.type === 'VariableDeclarator' && (node.init || node.parent.kind !== 'var')
      ? node.id
      : node.type === 'AssignmentExpression' && node.operator === '='
        ? node.left
        : null;
  return target?.type === 'Identifier' ? target : null;
}

/**
 * Whether written code makes of a value nothing but a statement of its own, or a condition: `if (res && !res.bodyUsed)`,
 * `await res.body?.cancel()`.
 */
export function isForItself(value: TSESTree.Node, isWritten: (node: TSESTree.Node) => boolean): boolean {
  const { parent } = value;
  if (parent?.type === 'IfStatement' || parent?.type === 'ExpressionStatement') return true;
  return parent !== undefined && isWritten(parent) && isOperand(value, parent) && isForItself(parent, isWritten);
}

/** Whether the value of `parent` is made of the value, and of nothing else that could keep it. */
function isOperand(value: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === value;
    case 'CallExpression':
      return parent.callee === value;
    case 'AwaitExpression':
    case 'BinaryExpression':
    case 'ChainExpression':
    case 'LogicalExpression':
    case 'UnaryExpression':
      return true;
    default:
      return false;
  }
}
