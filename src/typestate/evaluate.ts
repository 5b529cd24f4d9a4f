/**
 * The transfer function: what evaluating one element does to a state. Calls are in `calls.ts`, what gives a variable its value in
 * `assignments.ts`, objects, arrays and their members in `composites.ts`.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge, Element } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { bindingOfVariable } from '../syntax/bindings.js';
import { isFunction, isTransparent, isWithin, type FunctionNode } from '../syntax/nodes.js';
import { isField, type Unit, type Variable } from '../syntax/unit.js';
import { bind, type IsLocal } from './bind.js';
import { Assignments, changed, reassigned } from './assignments.js';
import { makeArray, makeObject, readMember, told } from './composites.js';
import { Calls } from './calls.js';
import type { Context, OnFault, OnHanded } from './context.js';
import { isLeftOpen } from './generators.js';
import { assignedBy } from './terms.js';
import { isError } from './instances.js';
import { mention } from './own-objects.js';
import { withLazyReads } from './lazy-reads.js';
import { carries, valueRef, type Ref } from './refs.js';
import { isDetached } from './detached-body.js';
import { sweep, useUp } from './temporaries.js';
import { isHeld, setRef, update, type State, isTemporary } from './state.js';
import { escaped, fulfilled, goes, INFEASIBLE, mapStates, type Step, type Taker } from './step.js';
import { isUnclosable } from './unclosable.js';
import { awaited, chosen } from './value-of.js';
import { UNDEFINED, UNKNOWN } from './values.js';

export class Evaluator {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #asSummary: boolean;
  readonly #onHanded: OnHanded;
  readonly #onFault: OnFault;
  readonly #calls: Calls;
  readonly #assignments: Assignments;

  /** @param onHanded called where the resource escapes in a value that the function's callers will see. */
  constructor(context: Context, isLocal: IsLocal, onHanded: OnHanded, onFault: OnFault, asSummary: boolean) {
    this.#asSummary = asSummary;
    this.#context = context;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
    this.#onHanded = onHanded;
    this.#onFault = onFault;
    this.#calls = new Calls(context, isLocal, onHanded, onFault);
    this.#assignments = new Assignments(context, isLocal, this.#calls);
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
    return [ref && this.#calls.mayEnd(state, ref) ? escaped('closure') : goes(state)];
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
          ? this.#assignments.declare(state, node, node.init)
          : [bind(this.#unit, state, node.id, null, UNDEFINED, this.#isLocal)];
      case 'AssignmentExpression':
        return [this.#assignments.assign(state, node)];
      case 'UpdateExpression':
        return [goes(reassigned(this.#unit, state, node.argument))];
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#assignments.nextElement(state, node, origin);
      case 'CatchClause': {
        const error = state.completion?.value ?? null;
        const caught =
          state.completion || state.blame ? update(state, { completion: null, blame: lossOf(state) }) : state;
        return [node.param ? bind(this.#unit, caught, node.param, error, UNKNOWN, this.#isLocal) : goes(caught)];
      }
      case 'ThrowStatement':
        return [state.site ? this.#throw(state, node) : goes(state)];
      case 'UnaryExpression':
        return [goes(node.operator === 'delete' ? reassigned(this.#unit, state, node.argument) : state)];
      case 'Identifier':
        return [goes(this.#mentioned(node, state))];
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
        return readMember(this.#unit, this.#calls, state, node);
      case 'AwaitExpression':
        return [this.#await(state, node)];
      case 'AssignmentPattern':
        // A parameter takes its default, or a field does that is declared as one.
        return [
          this.#assignments.bind(
            state,
            node.parent.type === 'TSParameterProperty' ? node.parent : node.left,
            node.right,
          ),
        ];
      case 'ObjectExpression':
        return [makeObject(this.#unit, this.#calls, state, node)];
      case 'ArrayExpression':
        return [makeArray(this.#unit, this.#calls, state, node)];
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

  /** The state once a name has been evaluated. */
  #mentioned(name: TSESTree.Identifier, before: State): State {
    const state = mention(this.#unit, before, name);
    if (!state.site) return state;
    const variable = this.#unit.variable(name);
    const ref = variable && (state.refs.get(variable) ?? this.#capturing(state, variable));
    return ref ? setRef(state, name, ref) : state;
  }

  /** The state once an element has its value, which is one of its operands or none. */
  #valued(node: TSESTree.Node, state: State): State {
    switch (node.type) {
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        return this.#isClosure(state, node) ? setRef(state, node, { kind: 'closure', fn: node }) : state;
      case 'SequenceExpression':
        return this.#pass(state, node, node.expressions.at(-1)!);
      case 'ConditionalExpression':
        return chosen(this.#unit, this.#pass(this.#pass(state, node, node.alternate), node, node.consequent), node);
      case 'LogicalExpression':
        return state.refs.get(node.left)?.kind === 'value' && !state.refs.has(node.right)
          ? setRef(state, node, told(this.#unit, state, node))
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
    if (ref?.kind === 'object' && this.#calls.mayEnd(state, ref)) return escaped('closure');
    if (ref?.kind === 'rejected')
      return goes(update(state, { completion: { kind: 'throw', node, value: ref.of, implicit: false, thrown: true } }));
    return goes(ref ? setRef(state, node, awaitedRef(ref)) : state);
  }

  /** A function used as a value that captures the resource by a variable. */
  #capturing(state: State, variable: Variable): Ref | null {
    const binding = bindingOfVariable(variable);
    const fn = binding?.kind === 'function' ? binding.node : binding?.kind === 'value' ? binding.init : null;
    return isFunction(fn) && this.#isClosure(state, fn) ? { kind: 'closure', fn } : null;
  }

  /** Whether a function may have to do with what becomes of the resource. */
  #isClosure(state: State, fn: FunctionNode): boolean {
    const { unit, oracle } = this.#context;
    const isAgent = state.site?.protocol.resource === 'agent';
    return this.#context
      .captures(fn)
      .some((slot) => state.refs.has(slot) && !(isAgent && !isField(slot) && isUnclosable(unit, oracle, slot)));
  }

  #pass(state: State, node: TSESTree.Node, from: TSESTree.Node): State {
    const ref = state.refs.get(from);
    return ref ? setRef(state, node, ref) : state;
  }

  #yield(state: State, node: TSESTree.YieldExpression): Step {
    const value = node.argument && state.refs.get(node.argument);
    if (value && node.delegate && isLeftOpen(state, value)) return fulfilled('consumed');
    if (value && carries(value) && !node.delegate) this.#onHanded(state, 'yield', value);
    return node.argument ? this.#take(state, node.argument, 'consumer') : goes(state);
  }

  #return(node: TSESTree.Node, argument: TSESTree.Node | null, state: State): readonly Step[] {
    if (!state.site) return [goes(state)];
    const returned = argument && state.refs.get(argument);
    const value = returned ? withLazyReads(this.#unit, state, returned) : null;
    if (value && (this.#calls.mayEnd(state, value) || isUnknown(value))) return [escaped('caller')];
    const known = !value && this.#asSummary ? told(this.#unit, state, argument) : null;
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

  #throw(state: State, node: TSESTree.ThrowStatement): Step {
    const error = state.refs.get(node.argument);
    const value = error && isError(error) ? error : null;
    const step = value ? goes(state) : this.#take(state, node.argument, 'catcher');
    if (step.kind !== 'goes') return step;
    const completion = { kind: 'throw', node, value, implicit: false, thrown: true } as const;
    return goes(update(sweep(state), { completion, blame: lossOf(state) }));
  }

  /** Hands the value of `node` to unknown code. */
  #take(state: State, node: TSESTree.Node, to: Taker): Step {
    const ref = state.refs.get(node);
    return ref && (carries(ref) || this.#calls.mayEnd(state, ref)) ? escaped(to) : goes(state);
  }

  #takeOperands(state: State, node: TSESTree.Node): Step {
    const owners = node.type === 'TaggedTemplateExpression' ? [node, node.quasi] : [node];
    for (const [holder, ref] of state.refs)
      if (
        isTemporary(holder) &&
        owners.some((owner) => holder.parent === owner) &&
        (carries(ref) || this.#calls.mayEnd(state, ref))
      )
        return escaped('value');
    return goes(state);
  }
}

const isUnchanged = ([step, ...others]: readonly Step[], state: State): boolean =>
  step?.kind === 'goes' && step.state === state && others.length === 0;

/** What `await` gives of what refers to the resource, or of a value. */
function awaitedRef(ref: Ref): Ref | null {
  const inner = ref.kind === 'promise' ? ref.of : ref;
  return inner.kind === 'value' ? valueRef(awaited(inner.value)) : inner;
}

/** An unknown member, handed on as a value. */
const isUnknown = (ref: Ref): boolean => ref.kind === 'bound';

/** Where the last reference was lost on the way to a jump. */
const lossOf = (state: State): State['blame'] => (isHeld(state) ? null : state.blame);
