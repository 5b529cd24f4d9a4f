/** Entering functions that can be analysed with what a call gives them, and coming back with what they have done to it. */
import type { TSESTree } from '@typescript-eslint/utils';
import { isBorrower } from '../protocols/platform.js';
import { enclosingFunction, isWithin, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { isReturned } from '../syntax/object-uses.js';
import { isAwaited } from '../syntax/promises.js';
import { isField, type Slot, type Unit, type Variable } from '../syntax/unit.js';
import type { Passed } from '../types/definitions.js';
import type { IsLocal } from './bind.js';
import type {
  Call,
  CallbackStep,
  CallHost,
  Context,
  Entry,
  Fault,
  FunctionDefinition,
  OnFault,
  OnHanded,
  Outcome,
  Summary,
} from './context.js';
import { inEach } from './choices.js';
import { nameOf, resolveOf } from './effects.js';
import { isLeft, leftGenerator, waiting } from './generators.js';
import {
  entering,
  hasFields,
  instanceOf,
  isFieldOf,
  leaving,
  remembers,
  isErrorClass,
  madeBy,
  type InstanceRef,
  type Made,
} from './instances.js';
import { keptForLater } from './kept-closures.js';
import { closureEnding } from './methods.js';
import { boundFunction, passedBy } from './passed.js';
import { carries, closuresIn, promise, refKey, rejected, type Ref } from './refs.js';
import { isHeld, isTemporary, isUnread, outOfSight, setRef, toldAt, update, type State } from './state.js';
import { DIVERGES, escaped, goes, isDeed, mapStates, type Ending, type Step } from './step.js';
import { isAbortable, resolvedLate } from './timeouts.js';
import { refOf, valueOf } from './value-of.js';
import { SOME_OBJECT, UNKNOWN, type AbstractValue } from './values.js';

/** What a call gives a function that can be analysed, by parameter position. */
interface Given {
  readonly values: readonly (Ref | null)[];
  readonly known: readonly AbstractValue[];
  readonly functions: readonly (Passed | null)[];
}

export class Callees implements CallHost {
  readonly context: Context;
  readonly onFault: OnFault;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #onHanded: OnHanded;
  /** The class whose method is run: its fields are those of an instance which the path follows. */
  #lent: Made | null = null;

  constructor(context: Context, isLocal: IsLocal, onHanded: OnHanded, onFault: OnFault) {
    this.context = context;
    this.onFault = onFault;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
    this.#onHanded = onHanded;
  }

  /** Runs a function that can be analysed with arguments. */
  invoke(call: Call, state: State, callee: FunctionDefinition, args: readonly TSESTree.Node[]): readonly Step[] {
    const values = args.map((argument) => state.refs.get(argument) ?? null);
    const known = args.map((argument) =>
      state.refs.has(argument) ? UNKNOWN : told(valueOf(this.#unit, state, argument)),
    );
    if (args.some(({ type }) => type === 'SpreadElement') && values.some((value) => value !== null))
      return [escaped('value')];
    return this.#enter(call, state, callee, {
      values,
      known,
      functions: args.map((one) => passedBy(this.context.oracle, this.#unit, one)),
    });
  }

  /** Runs a method of an instance that holds the resource in its fields. */
  invokeOn(call: Call, state: State, instance: InstanceRef, fn: FunctionNode): readonly Step[] {
    const { made } = instance;
    if (made.unit !== this.#unit || hasFields(state, made)) return [escaped('member')];
    if (!isUnread(state.duty) && remembers(made)) return [escaped('member')];
    const outer = this.#lent;
    this.#lent = made;
    const method: FunctionDefinition = { kind: 'function', unit: made.unit, node: fn };
    const steps = this.invoke(call, entering(state, instance), method, call.arguments);
    this.#lent = outer;
    return mapStates(steps, (next) => leaving(next, instance));
  }

  /** Runs a function that can be analysed with values of which no more is known. */
  invokeWith(call: Call, state: State, callee: FunctionDefinition, values: readonly (Ref | null)[]): readonly Step[] {
    return this.#enter(call, state, callee, { values, known: [], functions: values.map(() => null) });
  }

  #enter(call: Call, state: State, callee: FunctionDefinition, given: Given): readonly Step[] {
    const reached = [...given.values, ...this.captured(state, callee.node).values()];
    const isGiven = reached.some((value) => value !== null && value.kind !== 'value');
    // What is merely known of it, its status or its agent, leaves nothing open.
    const mayLeak = reached.some((value) => carries(value));
    const { generator: isGenerator } = callee.node;
    if (isGenerator && isGiven && !isGoneThrough(call)) return [this.#makeGenerator(call, state, callee, given)];
    // A function that is handed on to a callee in reach: what it ends counts as ended.
    const ending = closureEnding(this, state, ...given.values);
    if (ending) {
      const kept = given.values.some((value) => carries(value)) ? null : this.kept(call, state, callee);
      return [kept ? goes(kept) : ending];
    }
    const summary = this.#summary(call, state, callee, given);
    if (!summary) return [isGiven ? escaped('callee') : goes(state)];
    const steps = outcomesFor(state, summary).map((outcome): Step => {
      const next = this.#resume(call, state, callee, outcome);
      if (!next) return escaped('storage');
      if (isLeft(outcome)) return goes(setRef(next, call, leftGenerator(outcome.exit.node, outcome.exit.refs)));
      const blame = mayLeak || outcome.kind === 'throw' ? this.#blame(call, callee, outcome, 'helper') : null;
      if (outcome.kind === 'throw')
        return goes(
          callee.node.async && !isGenerator
            ? update(setRef(next, call, rejected(outcome.value)), { blame })
            : update(throwing(next, call, outcome.value), { blame }),
        );
      // An instance is no value that its constructor returns.
      const isValue = !isGenerator && (call.type === 'CallExpression' || outcome.value?.kind !== 'value');
      // An async function gives a promise, whatever it returns.
      const returned = outcome.value ?? (callee.node.async ? ANY_VALUE : null);
      const value = isValue && !next.refs.has(call) ? returned && asyncValue(callee, returned) : null;
      return goes(update(value ? setRef(next, call, value) : next, { blame }));
    });
    return withEndings(steps, summary);
  }

  /** A generator that waits for its consumer. */
  #makeGenerator(call: Call, state: State, callee: FunctionDefinition, given: Given): Step {
    const summary = given.values.some((value) => carries(value)) ? this.#summary(call, state, callee, given) : null;
    const made = summary && waiting(summary);
    if (made) return goes(setRef(state, call, made));
    return escaped('consumer', isReturned(call) ? outOfSight(state) : undefined);
  }

  callback(
    call: Call,
    state: State,
    callback: TSESTree.Node,
    values: readonly (Ref | null)[],
  ): readonly CallbackStep[] | null {
    const definition = this.passedFor(callback) ?? this.context.oracle.definition(this.#unit, callback);
    if (definition?.kind === 'function') return this.#callBack(call, state, definition, values);
    const written = definition ? null : this.context.oracle.overridable(this.#unit, callback);
    const steps = written && this.#callBack(call, state, written, values);
    // An override may be the one that ends it.
    if (steps?.some((step) => step.kind === 'fulfilled' || ('result' in step && carries(step.result)))) return steps;
    const alternatives = definition ? null : this.context.oracle.alternatives(this.#unit, callback);
    const chosen =
      alternatives &&
      inEach<CallbackStep>(this.#unit, state, alternatives, (callee, next) =>
        this.#callBack(call, next, callee, values),
      );
    if (chosen) return chosen;
    const resolve = resolveOf(this.#unit, callback);
    if (resolve) this.resolve(state, resolve, values[0] ?? null);
    const late = resolve && carries(values[0]) ? resolvedLate(this.context, state, resolve, callback) : [];
    if (late.length > 0) return [escaped('caller'), ...late.map((step) => ({ ...step, result: null, threw: false }))];
    const name =
      unwrap(callback).type === 'MemberExpression' ? nameOf(this.#unit, this.context.oracle, callback) : null;
    return name !== null && isBorrower(name) ? [{ ...goes(state), result: null, threw: false }] : null;
  }

  #callBack(
    call: Call,
    state: State,
    definition: FunctionDefinition,
    values: readonly (Ref | null)[],
  ): readonly CallbackStep[] | null {
    const summary = this.#summary(call, state, definition, { values, known: [], functions: [] }, true);
    if (!summary) return null;
    const steps = outcomesFor(state, summary).map((outcome): CallbackStep => {
      const returned = this.#resume(call, state, definition, outcome);
      if (!returned) return escaped('storage');
      const isAsync = outcome.kind === 'return' && outcome.value;
      const result = isAsync ? asyncValue(definition, outcome.value) : outcome.value;
      // A handler of rejections is not to blame for what was lost before.
      const blame = state.blame && !isHeld(state) ? state.blame : this.#blame(call, definition, outcome, 'callback');
      return { ...goes(update(returned, { blame })), result, threw: outcome.kind === 'throw' };
    });
    return withEndings(steps, summary);
  }

  /**
   * How a function that captures the resource ends the duty on some path, or returns the resource to its caller; null if it
   * does neither.
   *
   * @param isLent the caller of the function only borrows it
   */
  closureEnding(state: State, fn: FunctionNode, isLent = false): Ending | null {
    const captured = this.captured(state, fn);
    if (captured.size === 0) return null;
    const definition: FunctionDefinition = { kind: 'function', unit: this.#unit, node: fn };
    const summary = this.#summary(null, state, definition, { values: [], known: [], functions: [] }, true);
    const deeds = summary?.endings.filter(isDeed) ?? [];
    const ending = deeds.find(({ kind }) => kind === 'fulfilled') ?? deeds[0];
    if (ending) return ending;
    const lets = ({ value, captured: after }: Outcome): boolean => {
      const changed = [...after].filter(([variable, ref]) => refKey(ref) !== refKey(captured.get(variable) ?? null));
      // A function that is only borrowed keeps nothing by itself, but what it stores elsewhere stays there.
      return isLent
        ? changed.some(([, ref]) => carries(ref))
        : carries(value) || changed.length > 0 || after.size !== captured.size;
    };
    return !summary || summary.outcomes.some(lets) ? escaped('closure') : null;
  }

  /** The path that hands functions over to who keeps them, where their variables are given something else before they are called. */
  kept(call: Call, state: State, callee: FunctionDefinition | null): State | null {
    const reached = call.arguments
      .flatMap((argument) => closuresIn(state.refs.get(argument)))
      .flatMap((fn) => [...this.captured(state, fn).keys()]);
    return keptForLater(this.#unit, this.context.oracle, call, state, callee, reached);
  }

  /** `resolve(response)` in the executor of a promise hands it to the code that awaits the promise. */
  resolve(state: State, resolve: Variable, value: Ref | null): void {
    if (value && carries(value)) this.#onHanded(state, resolve, value);
  }

  /** The function that this run's caller has passed for the parameter which a callee names. */
  passedFor(callee: TSESTree.Node): FunctionDefinition | null {
    return boundFunction(this.#unit, this.context.bound, callee);
  }

  argument(call: Call, state: State, index: number): Ref | null {
    const node = call.arguments[index];
    return node ? refOf(this.#unit, state, node) : null;
  }

  /** The outer variables that refer to the resource, of those that a function reaches by itself or through others. */
  captured(state: State, fn: FunctionNode): ReadonlyMap<Slot, Ref> {
    const captured = new Map<Slot, Ref>();
    // A method may call others, which use other fields.
    if (this.context.captures(fn).some(isField))
      for (const [holder, ref] of state.refs)
        if (!isTemporary(holder) && isField(holder) && carries(ref)) captured.set(holder, ref);
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

  #summary(
    call: Call | null,
    state: State,
    called: FunctionDefinition,
    { values: refs, known, functions }: Given,
    isOpen = false,
  ): Summary | null {
    const isOwn = called.unit === this.#unit;
    const callee = isOwn ? this.#knowing(called) : called;
    const entry: Entry = {
      site: state.site!,
      refs,
      known,
      captured: isOwn ? this.captured(state, callee.node) : new Map(),
      seen: isOwn ? this.#seenBy(state, callee.node) : new Map(),
      duty: state.duty,
      functions,
      isOpen,
    };
    const summary = this.context.invoke(callee, entry);
    for (const fault of summary?.faults ?? [])
      this.onFault({
        ...fault,
        site: state.site!,
        node:
          call && !this.#isInline(callee, call) && !this.#isShown(callee, fault, call, state.duty) ? call : fault.node,
      });
    for (const { by, value, state: inside } of summary?.handed ?? [])
      this.#onHanded(update(state, { duty: inside.duty }), by, value);
    return summary;
  }

  /** A function of this file knows the functions that are passed to the one around it. */
  #knowing(callee: FunctionDefinition): FunctionDefinition {
    const { bound } = this.context;
    const around = [...bound].filter(
      ([{ scope }]) => isWithin(callee.node, scope.block) && callee.node !== scope.block,
    );
    return around.length > 0 ? { ...callee, given: new Map([...around, ...(callee.given ?? [])]) } : callee;
  }

  /** The flags that a function looks at, as the path knows them: `if (settled) return;`. */
  #seenBy({ known }: State, fn: FunctionNode): ReadonlyMap<Variable, AbstractValue> {
    const seen = new Map<Variable, AbstractValue>();
    if (known.size === 0) return seen;
    for (const slot of this.context.captures(fn)) {
      if (isField(slot)) continue;
      const value = known.get(slot);
      if (value?.constant) seen.set(slot, value);
    }
    return seen;
  }

  /** The caller's state after an outcome of a callee; null where the callee put the resource out of the caller's sight. */
  #resume(call: Call, state: State, callee: FunctionDefinition, outcome: Outcome): State | null {
    const refs = new Map(state.refs);
    const isOwn = callee.unit === this.#unit;
    if (isOwn)
      for (const variable of [...this.context.captures(callee.node), ...this.captured(state, callee.node).keys()])
        refs.delete(variable);
    const made = state.site!.protocol.resource === 'body' ? this.#madeBy(call, callee) : null;
    for (const [variable, ref] of outcome.captured) {
      const isHeld = (owner: Made | null): boolean => owner !== null && isFieldOf(owner, variable);
      // What a constructor knows of a field holds for its instance only.
      if (isHeld(made) || (isField(variable) && ref.kind === 'value')) continue;
      if (carries(ref) && !isHeld(this.#lent) && (!isOwn || !this.#isLocal(variable))) return null;
      refs.set(variable, ref);
    }
    const instance = made && instanceOf(made, outcome.captured);
    if (instance && outcome.kind === 'return') refs.set(call, instance);
    const isBlurred = state.isBlurred || outcome.isBlurred;
    return update(state, { refs, duty: this.#dutyAfter(state, callee, outcome, call), isBlurred });
  }

  /** The class of the instance that the call makes; of another file only an error, which has hardly any methods. */
  #madeBy(call: Call, callee: FunctionDefinition): Made | null {
    const made = madeBy(call, callee);
    return made && (callee.unit === this.#unit || isErrorClass(made)) ? made : null;
  }

  /** The duty as the caller sees it: a close of its agent inside the callee happens at the call, if the call is awaited. */
  #dutyAfter(state: State, callee: FunctionDefinition, outcome: Outcome, at: Call): State['duty'] {
    const isTold =
      callee.unit !== this.#unit &&
      (outcome.duty.lock?.node !== state.duty.lock?.node ||
        outcome.duty.flow?.node !== state.duty.flow?.node ||
        outcome.duty.touched !== state.duty.touched);
    const duty = isTold ? toldAt(at, outcome.duty) : outcome.duty;
    if (!duty.closing || duty.closing === state.duty.closing || this.#isInline(callee, at)) return duty;
    return {
      ...duty,
      closing: duty.phase === 'torn-down' || isDisposal(at) || isAwaited(at) ? at : state.duty.closing,
    };
  }

  /** Whether a fault is all the callee's own, in the file that is analysed: the body has been used twice by it, or by what it calls. */
  #isShown(
    { unit, node }: FunctionDefinition,
    { kind, cause }: Fault,
    call: Call,
    { lock, touched }: State['duty'],
  ): boolean {
    if (kind !== 'body-reuse' || unit !== this.#unit) return false;
    // What an earlier call of it has done is no use that this one shows, unless it calls itself.
    return (isWithin(call, node) && isWithin(cause, node)) || (cause !== lock?.node && cause !== touched);
  }

  /** A function whose code stands inside the function that is analysed, where a reader sees it. */
  #isInline(callee: FunctionDefinition, call: Call): boolean {
    return callee.unit === this.#unit && enclosingFunction(callee.node) === enclosingFunction(call);
  }

  #blame(call: Call, callee: FunctionDefinition, { exit }: Outcome, kind: 'helper' | 'callback'): State['blame'] {
    const isOwn = callee.unit === this.#unit;
    return {
      node: call,
      kind: kind === 'callback' && isOwn && isWithin(callee.node, call) ? 'callback' : 'helper',
      helper: { name: calleeLabel(callee), exit, file: isOwn ? '' : callee.unit.filename },
    };
  }
}

/** The steps of a call, by how the callee comes back and by how it ends the duty; where it does neither, it never comes back. */
function withEndings<S extends Step>(
  steps: readonly S[],
  { endings }: Summary,
): readonly (S | Exclude<Step, { kind: 'goes' }>)[] {
  return steps.length + endings.length === 0 ? [DIVERGES] : [...steps, ...endings];
}

/** What a callee is told of an argument: constants, what comes from the response, that there is something. */
const told = (value: AbstractValue): AbstractValue => (value.meaning?.kind === 'record' ? SOME_OBJECT : value.detached);

/** `for await (const event of events(response))`: what the generator does is done here. */
function isGoneThrough(call: Call): boolean {
  return call.parent?.type === 'ForOfStatement' && call.parent.right === call;
}

/** The outcomes of a callee on a path: a request that can be aborted is not left to a promise that a timer has settled. */
const outcomesFor = (state: State, { outcomes }: Summary): readonly Outcome[] =>
  isAbortable(state) ? outcomes.filter(({ exit }) => exit.kind !== 'settled') : outcomes;

/** The end of a `using`, as `Calls.dispose` makes it a call. */
const isDisposal = (call: Call): boolean => call.parent.type === 'VariableDeclarator' && call.parent.id === call.callee;

/** The state of a path that has just thrown. */
export function throwing(state: State, call: Call, value: Ref | null = null): State {
  return update(state, { completion: { kind: 'throw', node: call, value, implicit: false, thrown: true } });
}

/** What a function gives whose value is not known. */
const ANY_VALUE: Ref = { kind: 'value', value: UNKNOWN };

const asyncValue = (callee: FunctionDefinition, value: Ref): Ref => (callee.node.async ? promise(value) : value);

/** The name a person would use for a function: `checkStatus`, `Api.send`, or `a callback`. */
export function calleeLabel({ node }: Pick<FunctionDefinition, 'node'>): string {
  if (node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property')
    return memberName(parent) ?? 'a callback';
  return 'a callback';
}
