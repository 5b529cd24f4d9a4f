/** What variables, properties and loop variables are given; `bind.ts` takes the patterns apart. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { bindingOfVariable } from '../syntax/bindings.js';
import { enclosingFunction, idOf, isFunction, isWithin, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { bind, type IsLocal } from './bind.js';
import type { Calls } from './calls.js';
import type { Context } from './context.js';
import { escapeAgent } from './agent-escapes.js';
import { assignProperty } from './own-objects.js';
import { carries, elementOf, type Ref } from './refs.js';
import { forget, OPEN, outOfSight, setKnown, setRef, update, type State } from './state.js';
import { escaped, goes, onward, type Step } from './step.js';
import { valueOf } from './value-of.js';
import { AbstractValue, NULLISH, UNKNOWN } from './values.js';

const PRESENT = new AbstractValue(NULLISH.complement());

/** The transfer of declarations, assignments and loops, which give variables their values. */
export class Assignments {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #calls: Calls;

  constructor(context: Context, isLocal: IsLocal, calls: Calls) {
    this.#context = context;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
    this.#calls = calls;
  }

  /**
   * What becomes of a path that declares a variable. Of a list of unknown length that is taken apart, the one that is followed
   * is in one of the places. It may be in none if only the first is taken; a pattern with more names implies the length.
   */
  declare(state: State, node: TSESTree.VariableDeclarator, init: TSESTree.Expression): readonly Step[] {
    const ref = state.refs.get(init);
    if (node.id.type !== 'ArrayPattern' || ref?.kind !== 'array' || !ref.rest || ref.items.length > 0)
      return [this.#heard(this.bind(state, node.id, init), node.id, init)];
    const { rest } = ref;
    const places = node.id.elements.map((_, index): Ref => ({
      kind: 'array',
      items: node.id.type === 'ArrayPattern' ? node.id.elements.map((__, at) => (at === index ? rest : null)) : [],
      rest: null,
    }));
    return (places.length > 1 ? places : [...places, null]).map((place) =>
      this.bind(setRef(state, init, place), node.id, init),
    );
  }

  /** A listener in the chain that gives a variable its value can end what the variable holds by the time it is called. */
  #heard(step: Step, target: TSESTree.Node, init: TSESTree.Expression): Step {
    const variable = step.kind === 'goes' ? this.#unit.variable(target) : undefined;
    if (step.kind !== 'goes' || !variable || !carries(step.state.refs.get(variable))) return step;
    for (let at = unwrap(init); at.type === 'CallExpression'; at = unwrap(at.callee.object)) {
      for (const argument of at.arguments) {
        const isHolding = isFunction(argument) && this.#unit.captures(argument).includes(variable);
        const ending = isHolding ? this.#calls.closureEnding(step.state, argument) : null;
        if (ending) return ending;
      }
      if (at.callee.type !== 'MemberExpression') break;
    }
    return step;
  }

  /** What becomes of a path that gives a pattern the value of an expression. */
  bind(state: State, target: TSESTree.Node, from: TSESTree.Node): Step {
    const ref = state.refs.get(from) ?? null;
    // What a helper returns that reads the body is a value too.
    const isValue = !ref || (ref.kind === 'value' && ref.value.isUnknown);
    const value = isValue ? this.#presentOr(target, from, valueOf(this.#unit, state, from)) : UNKNOWN;
    return bind(
      this.#unit,
      state,
      target,
      ref?.kind === 'value' && !value.isUnknown ? null : ref,
      value,
      this.#isLocal,
    );
  }

  /**
   * The value that a variable is given. A variable that is first empty, and filled later, tells which way the path has come: its type
   * says that the value is there.
   */
  #presentOr(target: TSESTree.Node, from: TSESTree.Node, value: AbstractValue): AbstractValue {
    const variable = value.isUnknown ? this.#unit.variable(target) : undefined;
    if (!variable || isConstant(variable) || !startsEmpty(variable)) return value;
    return this.#context.oracle.isPresent(this.#unit, from) ? PRESENT : value;
  }

  /** What becomes of a path that assigns: what is stored where other code can access it has escaped. */
  assign(state: State, node: TSESTree.AssignmentExpression): Step {
    const ref = state.refs.get(node.right) ?? null;
    if (ref && this.#calls.mayEnd(state, ref) && !this.#isOwn(node.left)) return escaped('closure');
    if (node.operator !== '=' && !/^(?:\|\||&&|\?\?)=$/.test(node.operator))
      return goes(reassigned(this.#unit, state, node.left));
    const bound = this.bind(state, node.left, node.right);
    if (bound.kind !== 'goes') {
      const lost = escapeAgent(this.#context, state, node);
      return lost ? goes(lost) : escaped('storage', outOfSight(state));
    }
    if (this.#isCapturedBefore(bound.state, node)) return escaped('closure');
    return ref ? goes(setRef(bound.state, node, ref)) : bound;
  }

  /**
   * Whether a function that was given away before the assignment can end what the variable holds from now on: it
   * captures the variable, not the value it
   * had by then.
   */
  #isCapturedBefore(state: State, node: TSESTree.AssignmentExpression): boolean {
    const variable = this.#unit.variable(node.left);
    if (!variable || !carries(state.refs.get(variable))) return false;
    const before = beforeOf(node);
    return capturing(variable).some(
      (fn) =>
        givenAwayAt(this.#unit, fn).some((at) => before.some(([from, to]) => from <= at && at < to)) &&
        this.#calls.closureEnding(state, fn),
    );
  }

  /** Whether what is assigned is a variable that lives and dies with the function. */
  #isOwn(target: TSESTree.Node): boolean {
    const variable = this.#unit.variable(target);
    return target.type !== 'MemberExpression' && (variable === undefined || this.#isLocal(variable));
  }

  /** The turns of a loop: one that is about the resource which is followed, and the others. */
  nextElement(
    state: State,
    node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
    origin: Origin<Edge>,
  ): readonly Step[] {
    const target = node.left.type === 'VariableDeclaration' ? node.left.declarations[0].id : node.left;
    const collection = state.refs.get(node.right);
    const element = collection && node.type === 'ForOfStatement' ? elementOf(collection) : null;
    const bound = (from: State, value: Ref | null): Step =>
      bind(this.#unit, from, target, value, UNKNOWN, this.#isLocal);
    const turn = (value: Ref): Ref =>
      node.type === 'ForOfStatement' && node.await && value.kind === 'promise' ? value.of : value;
    const other = bound(state, null);
    if (!state.site && node.type === 'ForOfStatement') {
      const fresh = this.#context
        .yielded(node.right)
        .map(({ site, value, status, spent }) =>
          bound(update(state, { site, duty: { ...OPEN, status, ...spent }, born: origin }), turn(value)),
        );
      return [other, ...fresh];
    }
    if (!element || !carries(element) || state.visited.has(node)) return [other];
    // One of the turns is about the resource that is followed; which one is not known.
    const own = onward([bound(state, turn(element))], ({ state: next }) =>
      goes(update(next, { visited: new Set([...next.visited, node]) })),
    );
    return [other, ...own];
  }
}

/** Whether a variable is declared without a value, or with null or undefined. */
function startsEmpty(variable: Variable): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value' || binding.path?.length !== 0) return false;
  const { init } = binding;
  return init === null || (init.type === 'Literal' && init.value === null) || isUndefined(init);
}

const isUndefined = (node: TSESTree.Node): boolean => node.type === 'Identifier' && node.name === 'undefined';

/** The functions that read a variable of the function around them, the outermost of each. */
function capturing({ references, scope }: Variable): FunctionNode[] {
  const found = new Set<FunctionNode>();
  for (const { from, identifier } of references) {
    if (from.variableScope === scope.variableScope) continue;
    let fn = enclosingFunction(identifier);
    for (
      let outer = fn;
      outer && isWithin(outer, scope.variableScope.block) && outer !== scope.variableScope.block;
      outer = enclosingFunction(outer)
    )
      fn = outer;
    if (fn) found.add(fn);
  }
  return [...found];
}

/** The text that may have run before a node: what is written before it, and the loops around it. */
function beforeOf(node: TSESTree.Node): (readonly [number, number])[] {
  const before: (readonly [number, number])[] = [[0, node.range[0]]];
  for (let at = node.parent; at && !isFunction(at); at = at.parent)
    if (/^(?:While|DoWhile|For|ForIn|ForOf)Statement$/.test(at.type)) before.push(at.range);
  return before;
}

/** The offsets at which a function is used as a value rather than called: where it is written, or where its name is mentioned. */
function givenAwayAt(unit: Unit, fn: FunctionNode): number[] {
  const name = idOf(fn);
  const variable = name && unit.variable(name);
  if (!variable) return fn.parent.type === 'CallExpression' && fn.parent.callee === fn ? [] : [fn.range[0]];
  return variable.references
    .filter(
      ({ init, identifier }) =>
        init !== true && !(identifier.parent?.type === 'CallExpression' && identifier.parent.callee === identifier),
    )
    .map(({ identifier }) => identifier.range[0]);
}

/** What was known of a variable that has been assigned something unknown holds no more. */
export const changed = (state: State, variable: Variable): State =>
  setKnown(
    forget(state, (part) => part === variable),
    variable,
    UNKNOWN,
  );

/** The state after an unknown value has been assigned to a variable or a property. */
export function reassigned(unit: Unit, state: State, expression: TSESTree.Node): State {
  const target = unwrap(expression);
  if (target.type === 'MemberExpression') return assignProperty(unit, state, target, UNKNOWN);
  const variable = unit.variable(target);
  return variable ? changed(state, variable) : state;
}
