/** The transfer function: what evaluating one element does to a state. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge, Element } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { outlivesHandOver } from '../protocols/capabilities.js';
import {
  enclosingFunction,
  idOf,
  isFunction,
  isTransparent,
  isWithin,
  memberName,
  type FunctionNode,
} from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { bind, forget, type IsLocal } from './bind.js';
import { Calls } from './calls.js';
import type { Context, OnFault, OnHanded } from './context.js';
import { assignedBy } from './terms.js';
import { escapeAgent } from './agent-escapes.js';
import { readProperty } from './properties.js';
import { carries, closuresIn, elementOf, tooDeep, valueRef, type Ref } from './refs.js';
import { isDetached } from './detached-body.js';
import { sweep, useUp } from './temporaries.js';
import { isHeld, OPEN, setKnown, setRef, update, updateDuty, type State, isTemporary } from './state.js';
import { escaped, fulfilled, goes, INFEASIBLE, mapStates, onward, type Step, type Taker } from './step.js';
import { awaited, chosen, valueOf } from './value-of.js';
import { SOME_BOOLEAN, UNDEFINED, UNKNOWN } from './values.js';

export class Evaluator {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #asSummary: boolean;
  readonly #onHanded: OnHanded;
  readonly #onFault: OnFault;
  readonly #calls: Calls;

  /** @param onHanded called where the resource escapes in a value that the function's callers will see. */
  constructor(context: Context, isLocal: IsLocal, onHanded: OnHanded, onFault: OnFault, asSummary: boolean) {
    this.#asSummary = asSummary;
    this.#context = context;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
    this.#onHanded = onHanded;
    this.#onFault = onFault;
    this.#calls = new Calls(context, isLocal, onHanded, onFault);
  }

  /** What becomes of a path that evaluates the element. */
  element(element: Element, state: State, origin: Origin<Edge>): readonly Step[] {
    const steps = this.#effect(element, state, origin);
    // A test asks for the operands once more; a call does not.
    if (isUnchanged(steps, state) && element.node.type !== 'CallExpression') return steps;
    return mapStates(steps, (one) => useUp(one, element.node));
  }

  #effect(element: Element, state: State, origin: Origin<Edge>): readonly Step[] {
    switch (element.type) {
      case 'return':
        return this.#return(element.node, element.argument, state);
      case 'dispose':
        return this.#dispose(element.node, state);
      case 'eval':
        return this.#evaluate(element.node, state, origin);
    }
  }

  /** The end of a `using`: a call of the disposer where that is in reach; what is disposable itself is released by its own. */
  #dispose(node: TSESTree.VariableDeclarator, state: State): readonly Step[] {
    if (!state.site) return [goes(state)];
    const variable = this.#unit.variable(node.id);
    const ref = variable && state.refs.get(variable);
    if (ref && carries(ref)) return [fulfilled('disposed')];
    const disposer = this.#context.oracle.disposer(this.#unit, node);
    if (disposer) return this.#calls.dispose(node, state, disposer);
    return [ref && this.#mayEnd(state, ref) ? escaped('closure') : goes(state)];
  }

  #evaluate(node: TSESTree.Node, state: State, origin: Origin<Edge>): readonly Step[] {
    switch (node.type) {
      case 'CallExpression':
      case 'NewExpression': {
        const steps = mapStates(this.#calls.evaluate(node, state), (one) => this.#forgetAssigned(one, node.callee));
        if (state.site) return steps;
        const acquired = this.#calls.acquire(node, this.#forgetAssigned(state, node.callee), origin);
        return [...steps, ...acquired.map(goes)];
      }
      case 'VariableDeclarator':
        // `const never: never = kind;`: what is left over after all cases.
        if (node.id.typeAnnotation?.typeAnnotation.type === 'TSNeverKeyword') return [INFEASIBLE];
        return node.init
          ? this.#declare(state, node, node.init)
          : [bind(this.#unit, state, node.id, null, UNDEFINED, this.#isLocal)];
      case 'AssignmentExpression':
        return [this.#assign(state, node)];
      case 'UpdateExpression': {
        const variable = node.argument.type === 'Identifier' ? this.#unit.variable(node.argument) : undefined;
        return [goes(variable ? changed(state, variable) : state)];
      }
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#nextElement(state, node, origin);
      case 'CatchClause': {
        const error = state.completion?.value ?? null;
        const caught =
          state.completion || state.blame ? update(state, { completion: null, blame: lossOf(state) }) : state;
        return [node.param ? bind(this.#unit, caught, node.param, error, UNKNOWN, this.#isLocal) : goes(caught)];
      }
      case 'ThrowStatement':
        return [state.site ? this.#throw(state, node) : goes(state)];
      default:
        return state.site ? this.#followed(node, state) : [goes(state)];
    }
  }

  /** What was known of the variables that a function called by its name assigns holds no more once it has run. */
  #forgetAssigned(state: State, callee: TSESTree.Node): State {
    if (state.known.size === 0) return state;
    return assignedBy(this.#unit, callee).reduce(changed, state);
  }

  /** Elements that matter only to a resource that exists. */
  #followed(node: TSESTree.Node, state: State): readonly Step[] {
    switch (node.type) {
      case 'MemberExpression':
        return this.#member(state, node);
      case 'AwaitExpression':
        return [this.#await(state, node)];
      case 'AssignmentPattern':
        // A parameter takes its default, or a field does that is declared as one.
        return [this.#bind(state, node.parent.type === 'TSParameterProperty' ? node.parent : node.left, node.right)];
      case 'ObjectExpression':
        return [this.#object(state, node)];
      case 'ArrayExpression':
        return [this.#array(state, node)];
      case 'YieldExpression':
        return [this.#yield(state, node)];
      case 'TaggedTemplateExpression':
      case 'JSXExpressionContainer':
      case 'JSXSpreadAttribute':
      case 'ImportExpression':
        return [this.#takeOperands(state, node)];
      case 'ClassExpression':
      case 'ClassDeclaration': {
        // What its instances do with it is not followed.
        const isCaptured = this.#context.captures(node).some((variable) => carries(state.refs.get(variable)));
        return [isCaptured ? escaped('value') : goes(state)];
      }
      case 'ExportDefaultDeclaration':
        return [this.#take(state, node.declaration, 'storage')];
      case 'TSSatisfiesExpression':
        if (node.typeAnnotation.type === 'TSNeverKeyword') return [INFEASIBLE];
        return [goes(this.#pass(state, node, node.expression))];
      default:
        return [goes(this.#valued(node, state))];
    }
  }

  /** The state once an element has its value, which is one of its operands or none. */
  #valued(node: TSESTree.Node, state: State): State {
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#unit.variable(node);
        const ref = variable && (state.refs.get(variable) ?? this.#capturing(state, variable));
        return ref ? setRef(state, node, ref) : state;
      }
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#context.captures(node).some((variable) => state.refs.has(variable))
          ? setRef(state, node, { kind: 'closure', fn: node })
          : state;
      case 'SequenceExpression':
        return this.#pass(state, node, node.expressions.at(-1)!);
      case 'ConditionalExpression':
        return chosen(this.#unit, this.#pass(this.#pass(state, node, node.alternate), node, node.consequent), node);
      case 'LogicalExpression':
        return state.refs.get(node.left)?.kind === 'value' && !state.refs.has(node.right)
          ? setRef(state, node, this.#told(state, node))
          : this.#pass(this.#pass(state, node, node.left), node, node.right);
      case 'SpreadElement':
        return this.#pass(state, node, node.argument);
      case 'Property':
        return node.parent.type === 'ObjectPattern' ? state : this.#pass(state, node, node.value);
      case 'ExpressionStatement':
        return sweep(state);
      default:
        return isTransparent(node) ? this.#pass(state, node, node.expression) : state;
    }
  }

  #await(state: State, node: TSESTree.AwaitExpression): Step {
    // The collector may run while the function waits.
    if (isDetached(state))
      this.#onFault({ kind: 'orphaned-body', node: state.site!.node, site: state.site!, cause: node });
    const ref = state.refs.get(node.argument);
    // It may have a `then`.
    if (ref?.kind === 'object' && this.#mayEnd(state, ref)) return escaped('closure');
    if (ref?.kind === 'rejected')
      return goes(update(state, { completion: { kind: 'throw', node, value: ref.of, implicit: false, thrown: true } }));
    return goes(ref ? setRef(state, node, awaitedRef(ref)) : state);
  }

  /** A function used as a value that captures the resource by a variable. */
  #capturing(state: State, variable: Variable): Ref | null {
    const def = variable.defs[0];
    const isOwn =
      def?.type === 'FunctionName' ||
      (def?.type === 'Variable' && def.node.type === 'VariableDeclarator' && isFunction(def.node.init));
    if (!isOwn) return null;
    const fn = def.type === 'FunctionName' ? def.node : def.node.init;
    return isFunction(fn) && this.#context.captures(fn).some((one) => state.refs.has(one))
      ? { kind: 'closure', fn }
      : null;
  }

  #member(state: State, node: TSESTree.MemberExpression): readonly Step[] {
    const name = memberName(node);
    if (node.object.type === 'ThisExpression' && name !== null) {
      const held = state.refs.get(this.#unit.field(name));
      return [goes(held ? setRef(state, node, held) : state)];
    }
    const owner = state.refs.get(node.object);
    if (!owner) return [goes(state)];
    // Of a list of unknown length, the one that is followed is the one asked for, or another.
    if (owner.kind === 'array' && owner.rest && name !== null && /^\d+$/.test(name) && !owner.items[Number(name)])
      return [goes(setRef(state, node, owner.rest)), goes(state)];
    if (name === null) {
      // `responses[i]` is one of them; `response[method]` could be anything.
      const element = elementOf(owner);
      const isValue = owner.kind === 'value';
      return [goes(isValue ? state : setRef(state, node, element ?? { kind: 'bound', of: owner, name: '?' }))];
    }
    const read = readProperty(state, owner, name);
    // A method that is not followed may use the others.
    if (
      owner.kind === 'object' &&
      read.kind === 'value' &&
      node.parent.type === 'CallExpression' &&
      node.parent.callee === node &&
      this.#mayEnd(state, owner)
    )
      return [escaped('closure')];
    const used = setRef(state, node.object, null);
    if (read.kind !== 'value') return [goes(setRef(used, node, read))];
    if (read.value.isUnknown) return [goes(used)];
    const isFixed = owner.kind === 'handle' || owner.kind === 'array';
    return [goes(isFixed ? setKnown(used, node, read.value) : setRef(used, node, read))];
  }

  #pass(state: State, node: TSESTree.Node, from: TSESTree.Node): State {
    const ref = state.refs.get(from);
    return ref ? setRef(state, node, ref) : state;
  }

  #object(state: State, node: TSESTree.ObjectExpression): Step {
    if (!node.properties.some((property) => state.refs.has(property))) return goes(state);
    const props = new Map<string, Ref>();
    for (const property of node.properties) {
      const ref = state.refs.get(property);
      if (property.type === 'SpreadElement') {
        if (ref?.kind === 'object') for (const [name, part] of ref.props) props.set(name, part);
        // The own properties of a response are none; those of anything else are out of sight.
        else if (ref && ref.kind !== 'handle' && carries(ref)) return escaped('value');
        continue;
      }
      const name = memberName(property);
      // A getter, or a method with a name that is made up, is called by whoever knows when.
      if (
        ref &&
        (name === null || property.kind !== 'init' || IMPLICIT.test(name)) &&
        (carries(ref) || this.#mayEnd(state, ref))
      )
        return escaped('value');
      if (name === null || property.kind !== 'init') continue;
      const part = ref ?? this.#told(state, property.value);
      if (part) props.set(name, part);
      else props.delete(name);
    }
    return this.#compose(state, node, { kind: 'object', props });
  }

  #array(state: State, node: TSESTree.ArrayExpression): Step {
    if (!node.elements.some((element) => element && state.refs.has(element))) return goes(state);
    const items: (Ref | null)[] = [];
    let rest: Ref | null = null;
    for (const element of node.elements) {
      const ref = (element && (state.refs.get(element) ?? this.#told(state, element))) ?? null;
      if (element?.type === 'SpreadElement') rest = (ref && elementOf(ref)) ?? rest;
      else items.push(ref);
    }
    // Functions in a list are called by whoever goes through it.
    if ([...items, rest].some((item) => item && this.#mayEnd(state, item))) return escaped('closure');
    return this.#compose(
      state,
      node,
      rest
        ? { kind: 'array', items: [], rest: items.find((item) => carries(item)) ?? rest }
        : { kind: 'array', items, rest: null },
    );
  }

  #compose(state: State, node: TSESTree.Node, ref: Ref): Step {
    return tooDeep(ref) ? escaped('value') : goes(setRef(state, node, ref));
  }

  /**
   * A list of unknown length that is taken apart: the one that is followed is in one of the places. In none it may be
   * where only the first is taken; whoever names more knows how many there are.
   */
  #declare(state: State, node: TSESTree.VariableDeclarator, init: TSESTree.Expression): readonly Step[] {
    const ref = state.refs.get(init);
    if (node.id.type !== 'ArrayPattern' || ref?.kind !== 'array' || !ref.rest || ref.items.length > 0)
      return [this.#bind(state, node.id, init)];
    const { rest } = ref;
    const places = node.id.elements.map((_, index): Ref => ({
      kind: 'array',
      items: node.id.type === 'ArrayPattern' ? node.id.elements.map((__, at) => (at === index ? rest : null)) : [],
      rest: null,
    }));
    return (places.length > 1 ? places : [...places, null]).map((place) =>
      this.#bind(setRef(state, init, place), node.id, init),
    );
  }

  #bind(state: State, target: TSESTree.Node, from: TSESTree.Node): Step {
    const ref = state.refs.get(from) ?? null;
    const value = ref ? UNKNOWN : valueOf(this.#unit, state, from);
    return bind(this.#unit, state, target, ref, value, this.#isLocal);
  }

  #assign(state: State, node: TSESTree.AssignmentExpression): Step {
    const ref = state.refs.get(node.right) ?? null;
    if (ref && this.#mayEnd(state, ref) && !this.#isOwn(node.left)) return escaped('closure');
    if (node.operator !== '=' && !/^(?:\|\||&&|\?\?)=$/.test(node.operator)) {
      const variable = node.left.type === 'Identifier' ? this.#unit.variable(node.left) : undefined;
      return goes(variable ? changed(state, variable) : state);
    }
    const bound = this.#bind(state, node.left, node.right);
    if (bound.kind !== 'goes') {
      const lost = escapeAgent(this.#context, state, node);
      return lost ? goes(lost) : escaped('storage', outOfSight(state));
    }
    if (this.#isCapturedBefore(bound.state, node)) return escaped('closure');
    return ref ? goes(setRef(bound.state, node, ref)) : bound;
  }

  /**
   * Whether a function that was given away before the assignment can end what the variable holds from now on: it captures the variable, not the value it
   * had by then.
   */
  #isCapturedBefore(state: State, node: TSESTree.AssignmentExpression): boolean {
    const variable = node.left.type === 'Identifier' ? this.#unit.variable(node.left) : undefined;
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
    const variable = target.type === 'Identifier' ? this.#unit.variable(target) : undefined;
    return target.type !== 'MemberExpression' && (variable === undefined || this.#isLocal(variable));
  }

  #yield(state: State, node: TSESTree.YieldExpression): Step {
    const value = node.argument && state.refs.get(node.argument);
    if (value && carries(value) && !node.delegate) this.#onHanded(state, 'yield', value);
    return node.argument ? this.#take(state, node.argument, 'consumer') : goes(state);
  }

  #nextElement(
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
        .map(({ site, value, status }) =>
          bound(update(state, { site, duty: { ...OPEN, status }, born: origin }), turn(value)),
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

  #return(node: TSESTree.Node, argument: TSESTree.Node | null, state: State): readonly Step[] {
    if (!state.site) return [goes(state)];
    const value = (argument && state.refs.get(argument)) ?? null;
    if (value && (this.#mayEnd(state, value) || isUnknown(value))) return [escaped('caller')];
    const known = !value && this.#asSummary ? this.#told(state, argument) : null;
    const through =
      state.blame?.kind === 'helper' && argument && isWithin(state.blame.node, argument) ? state.blame : undefined;
    const completion = {
      kind: 'return',
      node,
      value: value ?? known,
      implicit: false,
      thrown: false,
      through,
    } as const;
    return [goes(update(sweep(state), { completion, blame: lossOf(state) }))];
  }

  /** What whoever is given a value is told of it besides the resource; null where that is nothing. */
  #told(state: State, expression: TSESTree.Node | null): Ref | null {
    const value = expression ? valueOf(this.#unit, state, expression).detached : UNDEFINED;
    return value.equals(SOME_BOOLEAN) || value.meaning?.kind === 'derived' ? null : valueRef(value);
  }

  #throw(state: State, node: TSESTree.ThrowStatement): Step {
    const step = this.#take(state, node.argument, 'catcher');
    if (step.kind !== 'goes') return step;
    const completion = { kind: 'throw', node, value: null, implicit: false, thrown: true } as const;
    return goes(update(sweep(state), { completion, blame: lossOf(state) }));
  }

  /** Hands the value of `node` to somebody out of sight. */
  #take(state: State, node: TSESTree.Node, to: Taker): Step {
    const ref = state.refs.get(node);
    return ref && (carries(ref) || this.#mayEnd(state, ref)) ? escaped(to) : goes(state);
  }

  #takeOperands(state: State, node: TSESTree.Node): Step {
    for (const [holder, ref] of state.refs)
      if (isTemporary(holder) && holder.parent === node && (carries(ref) || this.#mayEnd(state, ref)))
        return escaped('value');
    const isTold =
      node.type === 'TaggedTemplateExpression' && node.quasi.expressions.some((part) => carries(state.refs.get(part)));
    return isTold ? escaped('value') : goes(state);
  }

  #mayEnd(state: State, ref: Ref): boolean {
    // Whoever keeps a function that works with an agent keeps the agent.
    const closures = closuresIn(ref);
    return state.site?.protocol.resource === 'agent'
      ? closures.length > 0
      : closures.some((fn) => this.#calls.closureEnding(state, fn));
  }
}

const isUnchanged = ([step, ...others]: readonly Step[], state: State): boolean =>
  step?.kind === 'goes' && step.state === state && others.length === 0;

/** What is still followed of a resource that is stored where nobody is followed: whoever closes its agent now may do so before it is read. */
function outOfSight(state: State): State | undefined {
  const agents = [...state.refs].filter(
    ([, ref]) => ref.kind === 'handle' && outlivesHandOver(ref.handle) && !carries(ref),
  );
  return agents.length > 0 && state.duty.phase === 'open'
    ? updateDuty(update(state, { refs: new Map(agents) }), { phase: 'escaped' })
    : undefined;
}

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

/** The text that may have run before a node: what is written in front of it, and the loops around it. */
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

/** Methods that are called without anybody writing so: by templates, spreads, `await`, `JSON.stringify`. */
const IMPLICIT = /^(?:toString|valueOf|toJSON|then|@@(?!dispose|asyncDispose).*)$/;

/** What was known of a variable that has been assigned something unknown holds no more. */
const changed = (state: State, variable: Variable): State =>
  setKnown(
    forget(state, (part) => part === variable),
    variable,
    UNKNOWN,
  );

/** What `await` gives of what refers to the resource, or of a value. */
function awaitedRef(ref: Ref): Ref | null {
  const inner = ref.kind === 'promise' ? ref.of : ref;
  return inner.kind === 'value' ? valueRef(awaited(inner.value)) : inner;
}

/** A member nobody knows, handed on as a value. */
const isUnknown = (ref: Ref): boolean => ref.kind === 'bound';

/** Where the last reference was lost on the way to a jump. */
const lossOf = (state: State): State['blame'] => (isHeld(state) ? null : state.blame);
