/**
 * Which calls, and which awaited promises, may fail: a function of the program if a path of its graph leads to its uncaught throw,
 * a call of the platform as the tables say, and everything else always. Asked under `strict` only.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge, Graph } from '../cfg/index.js';
import { initOf } from '../syntax/bindings.js';
import { constructorOf, enclosingClass, type ClassNode } from '../syntax/classes.js';
import { returnedBy } from '../syntax/functions.js';
import { isFunction, unwrap } from '../syntax/nodes.js';
import { executorOf } from '../syntax/promises.js';
import type { Unit } from '../syntax/unit.js';
import type { FunctionDefinition } from '../typestate/context.js';
import { isCheck } from '../types/assertions.js';
import type { Oracle } from '../types/oracle.js';
import type { FunctionGraphs } from './function-graphs.js';
import { Memo, OpenQuestions } from './memo.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

export class Failures {
  readonly #oracle: Oracle;
  readonly #graphs: FunctionGraphs;
  readonly #open = new OpenQuestions();
  /** A function fails only if something in it does: one that calls itself adds nothing. */
  readonly #failing = new Memo(this.#open, false);
  readonly #rejecting = new Memo(this.#open, false);

  constructor(oracle: Oracle, graphs: FunctionGraphs) {
    this.#oracle = oracle;
    this.#graphs = graphs;
  }

  /** Whether the evaluation of a node, after that of its operands, may throw. */
  mayThrow(unit: Unit, node: TSESTree.Node): boolean {
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression':
        return this.#callMayThrow(unit, node);
      case 'AwaitExpression':
        return this.mayReject(unit, node.argument);
      default:
        return true;
    }
  }

  #callMayThrow(unit: Unit, call: Call): boolean {
    const callee = unwrap(call.callee);
    if (isCheck(unit, call)) return false;
    if (callee.type === 'Super') return this.#baseMayThrow(unit, enclosingClass(callee));
    const definition = isFunction(callee)
      ? { kind: 'function' as const, unit, node: callee }
      : this.#oracle.definition(unit, callee);
    if (definition?.kind === 'function')
      // What these throw comes where their promise is awaited, or where their elements are asked for.
      return !definition.node.async && !definition.node.generator && this.#fails(definition);
    if (definition?.kind === 'class') return this.#constructionMayThrow(definition.unit, definition.node);
    const known = definition ? null : this.#oracle.unfailing(unit, call);
    if (known) return known.runs.some((given) => this.#givenMayThrow(unit, given));
    return !this.#oracle.isLogging(unit, callee);
  }

  /** Whether a function that a call is given, and runs, may throw. */
  #givenMayThrow(unit: Unit, given: TSESTree.Node): boolean {
    const definition = this.#oracle.definition(unit, given);
    if (definition?.kind === 'function')
      return !definition.node.async && !definition.node.generator && this.#fails(definition);
    return !this.#oracle.isUnfailingName(unit, given);
  }

  #constructionMayThrow(unit: Unit, node: ClassNode): boolean {
    const made = constructorOf(node);
    return made ? this.#fails({ kind: 'function', unit, node: made }) : this.#baseMayThrow(unit, node);
  }

  #baseMayThrow(unit: Unit, node: ClassNode | null): boolean {
    const base = node?.superClass;
    if (!base) return node === null;
    const definition = this.#oracle.definition(unit, base);
    if (definition?.kind === 'class') return this.#constructionMayThrow(definition.unit, definition.node);
    return definition !== null || !this.#oracle.isUnfailingName(unit, base, true);
  }

  /** Whether a promise may be rejected. */
  mayReject(unit: Unit, promise: TSESTree.Node): boolean {
    const value = initOf(unit.variable(promise)) ?? unwrap(promise);
    const executor = executorOf(value);
    // With `resolve` alone, only what the executor throws rejects the promise.
    if (executor) return executor.params.length > 1 || this.#fails({ kind: 'function', unit, node: executor });
    if (value.type !== 'CallExpression') return true;
    if (isCheck(unit, value)) return false;
    const callee = unwrap(value.callee);
    const definition = this.#oracle.definition(unit, callee);
    if (definition?.kind === 'function') return this.#givesRejected(definition);
    return definition !== null || this.#oracle.unfailing(unit, value)?.isNeverRejected !== true;
  }

  /** Whether a function may give a promise that is rejected. */
  #givesRejected({ unit, node, kind }: FunctionDefinition): boolean {
    if (node.generator) return true;
    return this.#rejecting.get(node, '', () => {
      if (node.async && this.#fails({ unit, node, kind })) return true;
      return returnedBy(unit, node).some((value) => value !== null && !isPlain(value) && this.mayReject(unit, value));
    });
  }

  #fails({ unit, node }: FunctionDefinition): boolean {
    return this.#failing.get(node, '', () => {
      const graph = this.#graphs.guard(node, () => this.#graphs.of(unit, node));
      return graph === null || this.#reachesThrow(unit, graph);
    });
  }

  #reachesThrow(unit: Unit, graph: Graph): boolean {
    const reached = new Set([graph.entry]);
    for (const block of reached) {
      const last = block.elements.at(-1)?.node;
      for (const edge of block.edges) if (last !== thrownAt(edge) || this.mayThrow(unit, last)) reached.add(edge.to);
    }
    return reached.has(graph.throwExit);
  }
}

/** The node that throws on an edge; null for every other edge, and for a `throw` statement. */
const thrownAt = (edge: Edge): TSESTree.Node | null =>
  edge.kind === 'exception' && edge.implicit ? edge.thrower : null;

/** A value that is no promise. */
const isPlain = (value: TSESTree.Expression): boolean =>
  ['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression', 'BinaryExpression', 'UnaryExpression'].includes(
    value.type,
  );
