/**
 * What a call does: to the resource it is called on or given, and to what it returns.
 *
 * In this order: a member of something that refers to the resource (by the tables), a function of the platform (by
 * name), a function in reach (by its summary), and otherwise somebody unknown, who takes what he is given.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { executorOf, isAwaited } from '../syntax/promises.js';
import { publicName } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { holdsAgent, usesAgent, wrappedBy } from '../protocols/index.js';
import { converters, diverging, isBorrower, removers } from '../protocols/platform.js';
import { enclosingFunction, isFunction, isWithin, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Definition } from '../types/definitions.js';
import type { IsLocal } from './bind.js';
import { collectionCall, isArrayMethod, storeElement } from './collections.js';
import { assertion, equality, type Assertion } from '../types/assertions.js';
import { constructorOf, type ClassNode } from '../syntax/classes.js';
import { assume } from './conditions.js';
import type {
  Acquired,
  After,
  Call,
  CallbackResult,
  CallHost,
  Context,
  Entry,
  FunctionDefinition,
  OnFault,
  OnHanded,
  OnSettled,
  Outcome,
  Summary,
} from './context.js';
import { hearsErrors, methodCall } from './methods.js';
import { joinPromises, promiseCall, rejectedCall } from './promises.js';
import { carries, closuresIn, handle, promise, refKey, rejected, type Ref } from './refs.js';
import { isHeld, OPEN, setKnown, setRef, update, updateDuty, type State } from './state.js';
import { comparison, recognition, refOf, testOf, valueOf } from './value-of.js';
import { presentIf, SOME_OBJECT, UNKNOWN, type AbstractValue } from './values.js';

export class Calls implements CallHost {
  readonly context: Context;
  readonly onFault: OnFault;
  readonly onSettled: OnSettled;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #onHanded: OnHanded;

  constructor(context: Context, isLocal: IsLocal, onHanded: OnHanded, onFault: OnFault, onSettled: OnSettled) {
    this.#onHanded = onHanded;
    this.onFault = onFault;
    this.onSettled = onSettled;
    this.context = context;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
  }

  /** The states of paths on which the call has handed out a resource of its own. */
  acquire(call: Call, state: State, origin: Origin<Edge>): State[] {
    return this.context
      .acquire(call)
      .flatMap(({ site, value, status, cancellationSources, heard, unless }: Acquired) => {
        const before = unless ? assume(state, testOf(this.#unit, state, unless.test), !unless.outcome) : state;
        if (before === null || before === 'released') return [];
        const refs = new Map(before.refs).set(call, value);
        for (const { variable, handle: name } of cancellationSources) refs.set(variable, handle(name));
        const acquired = update(before, { site, refs, duty: { ...OPEN, status }, born: origin });
        return heard ? this.#hear(call, acquired, value, heard) : [acquired];
      });
  }

  /** Runs a listener that is given what the call gives: what it ends is not left to the caller. */
  #hear(call: Call, state: State, value: Ref, { by, variable }: NonNullable<Acquired['heard']>): State[] {
    const results = this.callback(call, variable ? setRef(state, variable, value) : state, by, [value]) ?? [];
    return results
      .filter(({ threw }) => !threw)
      .map((after) => update(setRef(after.state, call, value), { blame: state.blame }));
  }

  evaluate(call: Call, state: State): After {
    const callee = unwrap(call.callee);
    if (!state.site) return this.#isDiverging(call, state) ? [] : [state];
    const called = state.refs.get(callee) ?? state.refs.get(call.callee);
    if (called?.kind === 'bound' && callee.type === 'MemberExpression') return this.#member(call, state, called);
    if (called?.kind === 'closure')
      return this.#invoke(call, state, { kind: 'function', unit: this.#unit, node: called.fn }, call.arguments);
    if (called && (carries(called) || closuresIn(called).some((fn) => this.closureEnds(state, fn)))) return null;
    const asserted = assertion(this.#unit, call, callee);
    if (asserted) return this.#assert(state, asserted);
    if (!this.#isConcerned(call, callee, state)) return this.#unrelated(call, state);
    return this.#platform(call, callee, state);
  }

  /** A call of the disposer of what `node` declares, at the end of its scope. */
  dispose(node: TSESTree.VariableDeclarator, state: State, disposer: FunctionDefinition): After {
    const call = {
      type: 'CallExpression',
      callee: node.id,
      arguments: [],
      optional: false,
      range: node.range,
      loc: node.loc,
      parent: node,
    } as unknown as TSESTree.CallExpression;
    // Whoever left the scope is to blame for what the disposer leaves open.
    return (
      this.#invoke(call, state, disposer, [])?.map((next) =>
        update(setRef(next, call, null), { blame: state.blame }),
      ) ?? null
    );
  }

  /** Whether a function that captures the resource ends the duty on some path, or lets whoever calls it have the resource, unless they merely borrow it. */
  closureEnds(state: State, fn: FunctionNode, isLent = false): boolean {
    const captured = this.#captured(state, fn);
    if (captured.size === 0) return false;
    const summary = this.#summary(null, state, { kind: 'function', unit: this.#unit, node: fn }, [], [], [], true);
    if (summary === null || summary.settles) return true;
    return summary.outcomes.some(({ value, captured: after }) => {
      const changed = [...after].filter(([variable, ref]) => refKey(ref) !== refKey(captured.get(variable) ?? null));
      // A function that is only borrowed keeps nothing by itself, but what it stores elsewhere stays there.
      return isLent
        ? changed.some(([, ref]) => carries(ref))
        : carries(value) || changed.length > 0 || after.size !== captured.size;
    });
  }

  #isConcerned(call: Call, callee: TSESTree.Node, state: State): boolean {
    if (call.arguments.some((argument) => state.refs.has(argument))) return true;
    if (
      callee.type === 'Identifier' ||
      isFunction(callee) ||
      (callee.type === 'MemberExpression' && holdsField(state))
    ) {
      const definition = this.context.oracle.localDefinition(this.#unit, callee);
      if (definition?.kind === 'function' && this.#captured(state, definition.node).size > 0) return true;
    }
    return call.arguments.some((argument) => valueOf(this.#unit, state, argument).isRelated);
  }

  /** What an assertion of a test library says holds afterwards; that it fails is not a path of its own. */
  #assert(state: State, { left, right, negated }: Assertion): After {
    const test = right ? comparison(this.#unit, state, equality(left, right)) : testOf(this.#unit, state, left);
    const assumed = assume(state, test, !negated);
    return assumed === null || assumed === 'released' ? [] : [assumed];
  }

  /** A call that has nothing to do with the resource can still end the path. */
  #unrelated(call: Call, state: State): After {
    if (this.#isDiverging(call, state)) return null;
    if (call.type !== 'CallExpression') return [state];
    const definition =
      call.callee.type === 'Identifier' || call.callee.type === 'MemberExpression'
        ? this.context.oracle.localDefinition(this.#unit, call.callee)
        : null;
    if (definition?.kind !== 'function' || !this.context.diverges(definition)) return [state];
    return [throwing(state, call)];
  }

  #isDiverging(call: Call, state: State): boolean {
    if (call.type !== 'CallExpression') return false;
    const last = publicName(this.#unit, call.callee);
    if (last !== 'exit' && last !== 'abort') return false;
    return !state.refs.has(call.callee) && diverging.has(this.context.oracle.calleeName(this.#unit, call) ?? '');
  }

  /** `handle.method(…)`, `promise.then(…)`, `responses.map(…)`. */
  #member(call: Call, state: State, bound: Ref & { kind: 'bound' }): After {
    const { of, name } = bound;
    switch (of.kind) {
      case 'handle':
        return methodCall(this, call, state, of, name);
      case 'promise':
        return promiseCall(this, call, state, of, name);
      case 'rejected':
        return rejectedCall(this, call, state, of, name);
      case 'array':
        return isArrayMethod(name) ? collectionCall(this, call, state, of, name) : null;
      default:
        return null;
    }
  }

  /**
   * Runs a callback with the given arguments on every path.
   *
   * @returns the states with what the callback returned; null where it takes the duty, or is not in reach.
   */
  callback(
    call: Call,
    state: State,
    callback: TSESTree.Node,
    values: readonly (Ref | null)[],
  ): readonly CallbackResult[] | null {
    const definition = this.#definition(callback);
    if (definition?.kind !== 'function') {
      this.#resolve(state, callback, values[0] ?? null);
      const name = unwrap(callback).type === 'MemberExpression' ? this.#nameOf(callback) : null;
      return name !== null && isBorrower(name) ? [{ state, result: null, threw: false }] : null;
    }
    const summary = this.#summary(call, state, definition, values, [], [], true);
    if (!summary) return null;
    return summary.outcomes.flatMap((outcome) => {
      const returned = this.#resume(call, state, definition, outcome);
      if (!returned) return this.#escaped(state);
      const result =
        outcome.value && (outcome.kind === 'return' ? asyncValue(definition, outcome.value) : outcome.value);
      // A handler of rejections is not to blame for what was lost before.
      const blame = state.blame && !isHeld(state) ? state.blame : this.#blame(call, definition, outcome, 'callback');
      return [{ state: update(returned, { blame }), result, threw: outcome.kind === 'throw' }];
    });
  }

  #platform(call: Call, callee: TSESTree.Node, state: State): After {
    const first = call.arguments[0];
    const given = first && state.refs.get(first);
    const name =
      callee.type === 'Identifier' || callee.type === 'MemberExpression'
        ? this.context.oracle.calleeName(this.#unit, call)
        : null;
    if (call.type === 'CallExpression' && recognition(this.#unit, state, call) !== null) return [state];
    if (this.context.oracle.isLogging(this.#unit, callee) && !this.#definition(callee))
      return this.#closuresOnly(call, state);
    // Whoever expects something of a promise awaits it.
    if (given?.kind === 'promise' && carries(given) && name?.endsWith(':expect')) return [];
    const declared = this.context.oracle.declaredEffect(this.#unit, call);
    if (declared === 'borrows') return this.#closuresOnly(call, state);
    if (declared !== null) return given && carries(given) ? null : this.#closuresOnly(call, state, true);
    const isAgent = state.site!.protocol.resource === 'agent';
    if (isAgent && call.type === 'CallExpression' && this.context.oracle.acquisition(this.#unit, call))
      return this.#closuresOnly(call, state);
    if (name !== null) {
      const joined =
        given && name.startsWith('global:Promise.')
          ? joinPromises(call, state, name.slice('global:Promise.'.length), given)
          : undefined;
      if (joined !== undefined) return joined;
      if (name === 'global:Promise' || name === 'global:Array') return this.#closuresOnly(call, state);
      if (given && carries(given)) {
        const converted = call.type === 'NewExpression' ? wrappedBy(name) : converters[name];
        if (converted !== undefined && state.site?.protocol.handles[converted])
          return [
            setRef(call.type === 'NewExpression' ? state : updateDuty(state, { used: true }), call, handle(converted)),
          ];
        if (name === 'global:Array.from') return [setRef(state, call, given)];
      }
      if (isAgent && holdsAgent(name) && call.arguments.some((argument) => carries(state.refs.get(argument))))
        return [setRef(state, call, handle(state.site!.protocol.root))];
      if (isBorrower(name) || (isAgent && usesAgent(name))) return this.#closuresOnly(call, state);
    }
    const weak = weakMethod(this.#unit, call, callee);
    // What is in a weak collection already was put there by code that had the resource before.
    if (weak === 'get' || weak === 'has') return [setKnown(state, call, presentIf({ kind: 'ended', negated: false }))];
    if (weak !== null && !this.argument(call, state, 1)) return [state];
    const invoked = this.#byMethod(call, callee, state);
    if (invoked !== undefined) return invoked;
    const stored = storeElement(this, this.#unit, call, callee, state, this.#isLocal);
    if (stored !== undefined) return stored;
    const definition = this.#definition(callee);
    if (definition?.kind === 'function') return this.#invoke(call, state, definition, call.arguments);
    if (definition?.kind === 'class') return this.#construct(call, state, definition);
    if (!definition && call.type === 'CallExpression' && this.context.oracle.isPredicate(this.#unit, call))
      return this.#closuresOnly(call, state);
    this.#resolve(state, callee, given ?? null);
    return this.#closuresOnly(call, state, true);
  }

  /** What a callee is: a function in reach, or the one that this run's caller has passed for the parameter. */
  #definition(callee: TSESTree.Node): Definition | null {
    const variable = callee.type === 'Identifier' ? this.#unit.variable(callee) : undefined;
    return (variable && this.context.bound(variable)) ?? this.context.oracle.definition(this.#unit, callee);
  }

  /** `resolve(response)` in the executor of a promise hands it to whoever awaits the promise. */
  #resolve(state: State, callee: TSESTree.Node, value: Ref | null): void {
    const variable = callee.type === 'Identifier' ? this.#unit.variable(callee) : undefined;
    if (variable && value && carries(value) && isResolver(variable)) this.#onHanded(state, variable, value);
  }

  /** Somebody unknown: he takes what he is given, and what the functions he is given can end. */
  #closuresOnly(call: Call, state: State, takes = false): After {
    if (hearsErrors(call) || (call.callee.type === 'MemberExpression' && removers.has(memberName(call.callee) ?? '')))
      return [state];
    for (const argument of call.arguments) {
      const ref = state.refs.get(argument);
      if (!ref) continue;
      if (takes && carries(ref)) return null;
      const closures = closuresIn(ref);
      // A function that works with an agent and is kept, rather than waited for, keeps the agent; so do the functions among options.
      if (
        takes &&
        closures.length > 0 &&
        state.site!.protocol.resource === 'agent' &&
        (call.type === 'NewExpression' || ref.kind !== 'closure' || !isAwaited(call))
      )
        return [];
      if (closures.some((fn) => this.closureEnds(state, fn, !takes))) return [];
    }
    return [state];
  }

  /** `check.call(null, response)`, `check.apply(null, [response])`; undefined where it is neither. */
  #byMethod(call: Call, callee: TSESTree.Node, state: State): After | undefined {
    if (callee.type !== 'MemberExpression') return undefined;
    const name = memberName(callee);
    if (name !== 'call' && name !== 'apply') return undefined;
    // Nobody follows `this`.
    if (carries(this.argument(call, state, 0))) return null;
    const definition = this.context.oracle.definition(this.#unit, callee.object);
    if (definition?.kind !== 'function') return undefined;
    if (name === 'call') return this.#invoke(call, state, definition, call.arguments.slice(1));
    const list = call.arguments[1] && state.refs.get(call.arguments[1]);
    return list?.kind === 'array' ? this.#invokeWith(call, state, definition, list.items, [], []) : undefined;
  }

  #construct(call: Call, state: State, { unit, node }: { readonly unit: Unit; readonly node: ClassNode }): After {
    const maker = constructorOf(node);
    return maker
      ? this.#invoke(call, state, { kind: 'function', unit, node: maker }, call.arguments)
      : this.#closuresOnly(call, state, true);
  }

  #invoke(call: Call, state: State, definition: FunctionDefinition, args: readonly TSESTree.Node[]): After {
    const values = args.map((argument) => state.refs.get(argument) ?? null);
    const known = args.map((argument) =>
      state.refs.has(argument) ? UNKNOWN : passed(valueOf(this.#unit, state, argument)),
    );
    if (args.some((argument) => argument.type === 'SpreadElement') && values.some((value) => value !== null))
      return null;
    return this.#invokeWith(call, state, definition, values, known, args);
  }

  #invokeWith(
    call: Call,
    state: State,
    definition: FunctionDefinition,
    values: readonly (Ref | null)[],
    known: readonly AbstractValue[],
    args: readonly TSESTree.Node[],
  ): After {
    const functions = values.map((_, index) => this.#passed(args[index]));
    const reached = [...values, ...this.#captured(state, definition.node).values()];
    const isGiven = reached.some((value) => value !== null && value.kind !== 'value');
    // What is merely known of it, its status or its agent, leaves nothing open.
    const mayLeak = reached.some((value) => carries(value));
    const { generator: isGenerator } = definition.node;
    if (isGenerator && isGiven && !isGoneThrough(call)) return null;
    // A function that is handed on to a callee in reach: what it ends counts as ended.
    if (values.some((value) => closuresIn(value).some((fn) => this.closureEnds(state, fn)))) return null;
    const summary = this.#summary(call, state, definition, values, known, functions);
    if (!summary) return isGiven ? null : [state];
    return summary.outcomes.flatMap((outcome) => {
      const next = this.#resume(call, state, definition, outcome);
      if (!next) return this.#escaped(state);
      const blame = mayLeak || outcome.kind === 'throw' ? this.#blame(call, definition, outcome, 'helper') : null;
      if (outcome.kind === 'throw')
        return [
          definition.node.async && !isGenerator
            ? update(setRef(next, call, rejected(outcome.value)), { blame })
            : update(throwing(next, call, outcome.value), { blame }),
        ];
      // An instance is no value that its constructor returns.
      const isValue = !isGenerator && (call.type === 'CallExpression' || outcome.value?.kind !== 'value');
      const value = isValue ? outcome.value && asyncValue(definition, outcome.value) : null;
      return [update(value ? setRef(next, call, value) : next, { blame })];
    });
  }

  /** A function that is passed on, so that the callee's calls of its parameter can be followed. */
  #passed(argument: TSESTree.Node | undefined): FunctionDefinition | null {
    const node = argument && unwrap(argument);
    if (!node || (!isFunction(node) && node.type !== 'Identifier')) return null;
    const definition = this.context.oracle.localDefinition(this.#unit, node);
    return definition?.kind === 'function' ? definition : null;
  }

  #summary(
    call: Call | null,
    state: State,
    definition: FunctionDefinition,
    values: readonly (Ref | null)[],
    known: readonly AbstractValue[],
    functions: Entry['functions'] = [],
    isOpen = false,
  ): Summary | null {
    const summary = this.context.invoke(definition, {
      ...this.#entry(state, definition.node, values, known, definition.unit),
      functions,
      isOpen,
    });
    for (const fault of summary?.faults ?? [])
      this.onFault({
        ...fault,
        site: state.site!,
        node: call && !this.#isInline(definition, call) ? call : fault.node,
      });
    for (const { by, value, state: inside } of summary?.handed ?? [])
      this.#onHanded(update(state, { duty: inside.duty }), by, value);
    return summary;
  }

  #entry(
    state: State,
    fn: FunctionNode,
    refs: readonly (Ref | null)[],
    known: readonly AbstractValue[],
    unit: Unit = this.#unit,
  ): Entry {
    return {
      site: state.site!,
      refs,
      known,
      captured: unit === this.#unit ? this.#captured(state, fn) : new Map(),
      seen: unit === this.#unit ? this.#seenBy(state, fn) : new Map(),
      duty: state.duty,
      functions: [],
      isOpen: false,
    };
  }

  /** The flags that a function looks at, as the path knows them: `if (settled) return;`. */
  #seenBy({ known }: State, fn: FunctionNode): ReadonlyMap<Variable, AbstractValue> {
    const seen = new Map<Variable, AbstractValue>();
    if (known.size === 0) return seen;
    for (const variable of this.context.captures(fn)) {
      const value = known.get(variable);
      if (value?.constant) seen.set(variable, value);
    }
    return seen;
  }

  #captured(state: State, fn: FunctionNode): Map<Variable, Ref> {
    const captured = new Map<Variable, Ref>();
    const reached = [fn];
    for (const one of reached) {
      for (const variable of this.context.captures(one)) {
        const ref = captured.has(variable) ? null : state.refs.get(variable);
        if (!ref) continue;
        captured.set(variable, ref);
        reached.push(...closuresIn(ref));
      }
    }
    return captured;
  }

  /** The caller's state after an outcome of a callee; null where the callee put the resource out of the caller's sight. */
  #resume(call: Call, state: State, definition: FunctionDefinition, outcome: Outcome): State | null {
    const refs = new Map(state.refs);
    const isOwn = definition.unit === this.#unit;
    if (isOwn) for (const variable of this.context.captures(definition.node)) refs.delete(variable);
    for (const [variable, ref] of outcome.captured) {
      if (carries(ref) && (!isOwn || !this.#isLocal(variable))) return null;
      refs.set(variable, ref);
    }
    return update(state, {
      refs,
      duty: this.#seen(state, definition, outcome, call),
      isBlurred: state.isBlurred || outcome.isBlurred,
    });
  }

  /** A callee has stored the resource in a variable that outlives the caller: the path is followed no further. */
  #escaped(state: State): [] {
    this.onSettled(state, true);
    return [];
  }

  /** The duty as the caller sees it: what closed its agent out of the caller's sight did so at the call, if he waits for that. */
  #seen(state: State, definition: FunctionDefinition, { duty }: Outcome, at: Call): State['duty'] {
    if (!duty.closing || duty.closing === state.duty.closing || this.#isInline(definition, at)) return duty;
    return {
      ...duty,
      closing: duty.phase === 'torn-down' || isDisposal(at) || isAwaited(at) ? at : state.duty.closing,
    };
  }

  /** A function whose code stands inside the function that is analysed, where a reader sees it. */
  #isInline(definition: FunctionDefinition, call: Call): boolean {
    return definition.unit === this.#unit && enclosingFunction(definition.node) === enclosingFunction(call);
  }

  #blame(call: Call, definition: FunctionDefinition, outcome: Outcome, kind: 'helper' | 'callback'): State['blame'] {
    const inline = kind === 'callback' && definition.unit === this.#unit && isWithin(definition.node, call);
    return {
      node: call,
      kind: inline ? 'callback' : 'helper',
      helper: {
        name: calleeLabel(definition),
        exit: outcome.exit,
        file: definition.unit === this.#unit ? '' : definition.unit.filename,
      },
    };
  }

  #nameOf(expression: TSESTree.Node): string | null {
    return this.context.oracle.calleeName(this.#unit, {
      type: 'CallExpression',
      callee: expression,
    } as TSESTree.CallExpression);
  }

  /** What an argument refers to. */
  argument(call: Call, state: State, index: number): Ref | null {
    const node = call.arguments[index];
    return node ? refOf(this.#unit, state, node) : null;
  }
}

/** What a callee is told of an argument: constants, what comes from the response, that there is something. */
const passed = (value: AbstractValue): AbstractValue =>
  value.meaning?.kind === 'record' ? SOME_OBJECT : value.detached;

/** The first parameter of the function that `new Promise` is given. */
function isResolver(variable: Variable): boolean {
  const def = variable.defs[0];
  return (
    def?.type === 'Parameter' &&
    isFunction(def.node) &&
    def.node.params[0] === def.name &&
    executorOf(def.node.parent) === def.node
  );
}

/** The method of a weak collection that the call runs with a key, `set` of `weak.set(response, …)`; null for other calls. Such a collection keeps no key alive. */
function weakMethod(unit: Unit, call: Call, callee: TSESTree.Node): string | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || call.arguments.length === 0)
    return null;
  const made = constantOf(unit, callee.object);
  return made?.type === 'NewExpression' &&
    made.callee.type === 'Identifier' &&
    ['WeakMap', 'WeakSet'].includes(made.callee.name)
    ? memberName(callee)
    : null;
}

/** `for await (const event of events(response))`: what the generator does is done here. */
function isGoneThrough(call: Call): boolean {
  return call.parent?.type === 'ForOfStatement' && call.parent.right === call;
}

/** The end of a `using`, as `dispose` makes it a call. */
const isDisposal = (call: Call): boolean => call.parent.type === 'VariableDeclarator' && call.parent.id === call.callee;

/** Whether something in a field of `this` can end the resource, so that a method of an object in reach may. */
function holdsField(state: State): boolean {
  for (const holder of state.refs.keys()) if (!('range' in holder) && holder.defs.length === 0) return true;
  return false;
}

function throwing(state: State, call: Call, value: Ref | null = null): State {
  return update(state, { completion: { kind: 'throw', node: call, value, implicit: false, thrown: true } });
}

const asyncValue = (definition: FunctionDefinition, value: Ref): Ref =>
  definition.node.async ? promise(value) : value;

/** The name a person would use for a function: `checkStatus`, `Api.send`, or `a callback`. */
export function calleeLabel({ node }: Pick<FunctionDefinition, 'node'>): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property')
    return memberName(parent) ?? 'a callback';
  return 'a callback';
}
