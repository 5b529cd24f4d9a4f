/**
 * The transfer of a call, and of what it acquires. Who or what is called decides: something that refers to the resource, by
 * the tables; else, what `effects.ts` recognises of the call is applied to the path.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Edge } from '../cfg/index.js';
import type { Origin } from '../dataflow/solver.js';
import { bodyOptions, handleOf, needsOfStream } from '../protocols/capabilities.js';
import { deferring } from '../protocols/platform.js';
import type { Alternative } from '../types/alternatives.js';
import { assertion, equality, type Assertion } from '../types/assertions.js';
import { isFunction, memberName, unwrap, type FunctionNode } from '../syntax/nodes.js';
import { isAwaited } from '../syntax/promises.js';
import { type Unit, isField } from '../syntax/unit.js';
import type { IsLocal } from './bind.js';
import { Callees, throwing } from './callee.js';
import { inEach } from './choices.js';
import { addElement, collectionCall, isArrayMethod } from './collections.js';
import { assume, withFacts } from './conditions.js';
import { dropOf } from './collection-owners.js';
import type { Acquired, Call, Context, FunctionDefinition, OnFault, OnHanded } from './context.js';
import { effectsOf, endsProcess, nameOf, parsesText, type CallEffect } from './effects.js';
import { isReadInPieces } from './generators.js';
import { isLostToModule } from './global-agents.js';
import { isInstance, memberOf, type InstanceRef } from './instances.js';
import { closureEnding, failing, methodCall, isReused, readWhole, spentBy } from './methods.js';
import { joinPromises, promiseCall, rejectedCall, waitingCall } from './promises.js';
import { carries, closuresIn, handle, rejected, type Ref } from './refs.js';
import { OPEN, setKnown, setRef, update, updateDuty, type State, isTemporary } from './state.js';
import { DIVERGES, escaped, followed, fulfilled, goes, mapStates, onward, type Ending, type Step } from './step.js';
import { resolvedLate } from './timeouts.js';
import { comparison, recognition, testOf, valueOf } from './value-of.js';
import { presentIf } from './values.js';

export class Calls {
  readonly #context: Context;
  readonly #unit: Unit;
  readonly #isLocal: IsLocal;
  readonly #callees: Callees;

  constructor(context: Context, isLocal: IsLocal, onHanded: OnHanded, onFault: OnFault) {
    this.#context = context;
    this.#unit = context.unit;
    this.#isLocal = isLocal;
    this.#callees = new Callees(context, isLocal, onHanded, onFault);
  }

  /** The states of paths on which the call has handed out a resource of its own. */
  acquire(call: Call, state: State, origin: Origin<Edge>): State[] {
    return this.#context.acquire(call).flatMap((acquired) =>
      this.#before(state, acquired).flatMap((before) => {
        const { site, value, status, spent, cancellationSources, heard, resolves } = acquired;
        const refs = new Map(before.refs).set(call, value);
        for (const { slot, handle: name } of cancellationSources) refs.set(slot, handle(name));
        const next = update(before, { site, refs, duty: { ...OPEN, status, ...spent }, born: origin });
        if (!resolves) return heard ? this.#hear(call, next, value, heard) : [next];
        this.#callees.resolve(next, resolves, value);
        return [];
      }),
    );
  }

  /** The states of paths on which the call can hand out what it acquires. */
  #before(state: State, { unless, given }: Acquired): State[] {
    if (given) return given.flatMap((conditions) => withFacts(state, conditions) ?? []);
    const before =
      unless && !this.#context.isThorough
        ? followed(assume(state, testOf(this.#unit, state, unless.test), !unless.outcome))
        : state;
    return before ? [before] : [];
  }

  /** Runs a listener that is given what the call gives: what it ends is not left to the caller. */
  #hear(call: Call, state: State, value: Ref, { by, variable }: NonNullable<Acquired['heard']>): State[] {
    const holding = variable ? setRef(state, variable, value) : state;
    const steps = this.#callees.callback(call, holding, by, [value]) ?? [];
    return steps.flatMap((step) =>
      step.kind === 'goes' && !step.threw ? [update(setRef(step.state, call, value), { blame: state.blame })] : [],
    );
  }

  /** How a function that captures the resource ends the duty on some path, or returns the resource to its caller. */
  closureEnding(state: State, fn: FunctionNode): Ending | null {
    return this.#callees.closureEnding(state, fn);
  }

  /** Whether a function captures a resource that must be ended. */
  isHeldBy(state: State, fn: FunctionNode): boolean {
    return [...this.#callees.captured(state, fn).values()].some((ref) => carries(ref));
  }

  /** Whether the owner of the value may end the duty by calling a function in it. */
  mayEnd(state: State, ref: Ref): boolean {
    // The owner of a function that uses an agent also owns the agent.
    const closures = closuresIn(ref);
    return state.site?.protocol.resource === 'agent'
      ? closures.length > 0
      : closures.some((fn) => this.closureEnding(state, fn));
  }

  /** What becomes of a path that reads a property of an instance which a getter gives. */
  runGetter(state: State, node: TSESTree.MemberExpression, of: InstanceRef, name: string): readonly Step[] {
    const call = { ...node, type: 'CallExpression', callee: node, arguments: [] } as unknown as TSESTree.CallExpression;
    const given = this.#callees.invokeOn(call, state, of, memberOf(of.made, name)!.fn);
    return mapStates(given, (next) => {
      const value = next.refs.get(call);
      const left = setRef(setRef(next, call, null), node.object, null);
      return value ? setRef(left, node, value) : left;
    });
  }

  /** What becomes of a path that makes the call. */
  evaluate(call: Call, state: State): readonly Step[] {
    const steps = this.#run(call, state);
    // The text of a body that has been read may be malformed: `JSON.parse` fails there as `json()` does.
    return state.duty.phase === 'locked' && parsesText(this.#unit, this.#context.oracle, call)
      ? [...steps, goes(failing(state, call))]
      : steps;
  }

  #run(call: Call, state: State): readonly Step[] {
    const callee = unwrap(call.callee);
    if (!state.site) return [this.#endsProcess(call, state) ? DIVERGES : goes(state)];
    const called = state.refs.get(callee) ?? state.refs.get(call.callee);
    // `const read = response.text.bind(response)` is called by its name.
    if (called?.kind === 'bound' && (callee.type === 'MemberExpression' || called.of.kind === 'handle'))
      return this.#member(call, state, called);
    if (called?.kind === 'closure')
      return this.#callees.invoke(call, state, { kind: 'function', unit: this.#unit, node: called.fn }, call.arguments);
    if (carries(called)) return [escaped('member')];
    const ending = closureEnding(this.#callees, state, called);
    if (ending) return [ending];
    const asserted = assertion(this.#unit, call, callee);
    if (asserted) return this.#assert(call, state, asserted);
    const passed = this.#callees.passedFor(callee);
    if (!this.#isConcerned(call, callee, state)) return this.#unrelated(call, state, passed);
    const effects: readonly CallEffect[] = passed
      ? [{ kind: 'runs', callee: passed }]
      : effectsOf(this.#unit, this.#context.oracle, call);
    for (const effect of effects) {
      const steps = this.#apply(effect, call, state);
      if (steps) return steps;
    }
    return waitingCall(this.#callees, call, state) ?? [this.#handOver(call, state, escaped('callee'))];
  }

  /** A call of the disposer of what `node` declares, at the end of its scope. */
  dispose(node: TSESTree.VariableDeclarator, state: State, disposer: FunctionDefinition): readonly Step[] {
    const call = {
      type: 'CallExpression',
      callee: node.id,
      arguments: [],
      optional: false,
      range: node.range,
      loc: node.loc,
      parent: node,
    } as unknown as TSESTree.CallExpression;
    // The statement that left the scope is to blame for what the disposer leaves open.
    return mapStates(this.#callees.invoke(call, state, disposer, []), (next) =>
      update(setRef(next, call, null), { blame: state.blame }),
    );
  }

  #isConcerned(call: Call, callee: TSESTree.Node, state: State): boolean {
    if (call.arguments.some((argument) => state.refs.has(argument))) return true;
    if (
      callee.type === 'Identifier' ||
      isFunction(callee) ||
      (callee.type === 'MemberExpression' && holdsField(state))
    ) {
      const definition = this.#context.oracle.localDefinition(this.#unit, callee);
      if (definition?.kind === 'function' && this.#callees.captured(state, definition.node).size > 0) return true;
    }
    return call.arguments.some((argument) => valueOf(this.#unit, state, argument).isRelated);
  }

  /** What an assertion says holds afterwards. That it fails is a path of its own where it asks about the response, outside of tests. */
  #assert(call: Call, state: State, { left, right, negated, mayFail }: Assertion): readonly Step[] {
    const test = right ? comparison(this.#unit, state, equality(left, right)) : testOf(this.#unit, state, left);
    const holds = assume(state, test, !negated);
    const isAbout = test?.kind === 'status' || valueOf(this.#unit, state, left).isRelated;
    if (!mayFail || !isAbout) return [holds];
    return [holds, ...onward([assume(state, test, negated)], ({ state: failed }) => goes(throwing(failed, call)))];
  }

  /** A call that has nothing to do with the resource can still end the path. */
  #unrelated(call: Call, state: State, passed: FunctionDefinition | null): readonly Step[] {
    if (this.#endsProcess(call, state)) return [DIVERGES];
    const { callee } = call;
    if (call.type !== 'CallExpression' || (callee.type !== 'Identifier' && callee.type !== 'MemberExpression'))
      return [goes(state)];
    const { oracle } = this.#context;
    // What has been read is what the program's own functions refuse.
    const isRead = call.arguments.length > 0 && isReadInPieces(state, call);
    const definition = passed ?? oracle[isRead ? 'definition' : 'localDefinition'](this.#unit, callee);
    if (definition?.kind !== 'function') return [goes(state)];
    // What an async function throws comes where its promise is waited for.
    const refusing = (): Step =>
      goes(definition.node.async ? setRef(state, call, rejected(null)) : throwing(state, call));
    if (this.#context.diverges(definition)) return [refusing()];
    return isRead && this.#context.fails(definition) ? [goes(state), refusing()] : [goes(state)];
  }

  #endsProcess(call: Call, state: State): boolean {
    return endsProcess(this.#unit, this.#context.oracle, call) && !state.refs.has(call.callee);
  }

  /** `handle.method(…)`, `promise.then(…)`, `responses.map(…)`. */
  #member(call: Call, state: State, { of, name }: Ref & { kind: 'bound' }): readonly Step[] {
    switch (of.kind) {
      case 'handle':
        return methodCall(this.#callees, call, state, of, name);
      case 'promise':
        return promiseCall(this.#callees, call, state, of, name);
      case 'rejected':
        return rejectedCall(this.#callees, call, state, of, name);
      case 'array':
        if (isArrayMethod(name)) return collectionCall(this.#callees, call, state, of, name);
        return [escaped('member')];
      case 'bound':
        if (name === 'bind') return [goes(setRef(state, call, of))];
        return name === 'call' ? this.#member(call, state, of) : [escaped('member')];
      case 'object': {
        const member = isInstance(of) && memberOf(of.made, name);
        return member && isInstance(of) ? this.#callees.invokeOn(call, state, of, member.fn) : [escaped('member')];
      }
      default:
        return [escaped('member')];
    }
  }

  /** What becomes of a path on which the call has the effect; null where the effect has nothing to say of the path. */
  #apply(effect: CallEffect, call: Call, state: State): readonly Step[] | null {
    const [first] = call.arguments;
    const given = first && state.refs.get(first);
    const isAgent = state.site!.protocol.resource === 'agent';
    switch (effect.kind) {
      case 'runs':
        return this.#runs(effect, call, state);
      case 'runs-one':
        return this.#runOne(call, state, effect.of);
      case 'reflects':
        return this.#reflect(call, state, effect.via, effect.callee);
      case 'borrows':
        return effect.resource && effect.resource !== state.site!.protocol.resource ? null : [this.#lend(call, state)];
      case 'takes':
        return [
          this.#handOver(
            call,
            state,
            effect.declared === 'consumes' ? fulfilled('declared') : escaped(effect.declared ? 'declared' : 'callee'),
          ),
        ];
      case 'ignores':
        return [goes(state)];
      case 'classifies':
        return recognition(this.#unit, state, call as TSESTree.CallExpression) === null ? null : [goes(state)];
      case 'holds':
        return isAgent && call.arguments.some((argument) => carries(state.refs.get(argument)))
          ? [goes(setRef(state, call, handle(state.site!.protocol.root)))]
          : null;
      case 'converts':
        return this.#convert(effect, call, state, given);
      case 'sends':
        return this.#sendsSpent(call, state) ? [fulfilled('consumed')] : this.#send(call, state, given);
      case 'reads':
        return given?.kind === 'handle' && carries(given) && isAwaited(call)
          ? readWhole(this.#callees, call, state, given)
          : null;
      case 'flows':
        return given?.kind === 'handle' && carries(given) ? [fulfilled('consumed')] : null;
      case 'copies':
        return given && carries(given) ? [goes(setRef(state, call, given))] : null;
      case 'joins':
        return given ? joinPromises(this.#context, call, state, effect.method, given) : null;
      case 'awaits':
        return given?.kind === 'promise' && carries(given) ? [escaped('callee')] : null;
      case 'looks-up':
        return [goes(setKnown(state, call, presentIf({ kind: 'ended', negated: false })))];
      case 'marks':
        return this.#callees.argument(call, state, 1) ? null : [goes(state)];
      case 'adds':
        // Of one of many in a list, no place can speak.
        return given && this.#isLocal(effect.list) && !this.#context.isThorough
          ? [addElement(this.#callees, state, effect.list, given)]
          : null;
      case 'resolves':
        if (!carries(given)) return null;
        this.#callees.resolve(state, effect.resolve, given!);
        return [escaped('caller'), ...resolvedLate(this.#context, state, effect.resolve, call)];
    }
  }

  #runs(
    { callee, isOverridable = false }: CallEffect & { kind: 'runs' },
    call: Call,
    state: State,
  ): readonly Step[] | null {
    const steps = this.#callees.invoke(call, state, callee, call.arguments);
    // A hook that does nothing by itself is there for an override that does.
    return isOverridable && !steps.some((step) => isHandled(step, call)) ? null : steps;
  }

  /** `pick(flag)(response)`. */
  #runOne(call: Call, state: State, of: readonly Alternative[]): readonly Step[] | null {
    return inEach(this.#unit, state, of, (callee, chosen) =>
      this.#callees.invoke(call, chosen, callee, call.arguments),
    );
  }

  /** `Readable.fromWeb(res.body)`, `new Response(res.body)`. */
  #convert(
    { to, reads, option }: CallEffect & { kind: 'converts' },
    call: Call,
    state: State,
    given: Ref | undefined,
  ): readonly Step[] | null {
    const { protocol } = state.site!;
    const stream = given?.kind === 'handle' ? needsOfStream(protocol, given.handle) : undefined;
    const needs = stream === 'unlocked' && !reads ? 'untouched' : stream;
    if (isReused(this.#callees.onFault, call, state, needs)) return [fulfilled('consumed')];
    const part = option !== undefined && given?.kind === 'object' ? given.props.get(option) : given;
    const made = handleOf(protocol, to);
    if (!carries(part) || part?.kind === 'promise' || !made) return null;
    const used = reads ? updateDuty(state, { used: true }) : state;
    const flowing = made.flows ? updateDuty(used, { flow: { until: 'stopped', node: call }, touched: call }) : used;
    return [goes(setRef(flowing, call, handle(to)))];
  }

  /** `fetch(request)`, where no option has another body. */
  #send(call: Call, state: State, given: Ref | undefined): readonly Step[] | null {
    const sent = given?.kind === 'handle' ? handleOf(state.site!.protocol, given.handle)?.sent : undefined;
    const [, options] = call.arguments;
    if (!sent || (options && !isWithoutBody(options))) return null;
    if (isReused(this.#callees.onFault, call, state, 'untouched')) return [fulfilled('consumed')];
    return [sent === 'consume' ? fulfilled('consumed', spentBy(state, call)) : goes(state)];
  }

  /** Whether the call is given a body to send that can no longer be sent: `fetch(url, { body: res.body })`. */
  #sendsSpent(call: Call, state: State): boolean {
    const { protocol } = state.site!;
    return call.arguments.some((argument) => {
      const given = state.refs.get(argument);
      return (
        given?.kind === 'object' &&
        [...given.props].some(([name, part]) => {
          const needs = part.kind === 'handle' && bodyOptions.has(name) && needsOfStream(protocol, part.handle);
          return needs && isReused(this.#callees.onFault, call, state, needs === 'unlocked' ? 'untouched' : needs);
        })
      );
    });
  }

  /** `check.call(self, response)`, `check.apply(self, [response])`. */
  #reflect(call: Call, state: State, via: 'call' | 'apply', callee: FunctionDefinition | null): readonly Step[] | null {
    // `this` is not followed.
    if (carries(this.#callees.argument(call, state, 0))) return [escaped('callee')];
    if (!callee) return null;
    if (via === 'call') return this.#callees.invoke(call, state, callee, call.arguments.slice(1));
    const list = call.arguments[1] && state.refs.get(call.arguments[1]);
    return list?.kind === 'array' ? this.#callees.invokeWith(call, state, callee, list.items) : null;
  }

  /** Passes the arguments to a callee that keeps nothing, and runs its function arguments only during the call. */
  #lend(call: Call, state: State): Step {
    for (const argument of call.arguments)
      for (const fn of closuresIn(state.refs.get(argument))) {
        const ending = this.#callees.closureEnding(state, fn, true);
        if (ending) return ending;
      }
    return goes(state);
  }

  #isDeferring({ callee }: Call): boolean {
    return deferring.has(nameOf(this.#unit, this.#context.oracle, callee) ?? '');
  }

  /** The state after an agent is put where it is dropped while it is open; null if it has an owner. */
  #lostAt(call: Call, state: State): State | null {
    const { oracle } = this.#context;
    const lost = (node: TSESTree.Node, kind: 'drop' | 'discard'): State =>
      update(state, { refs: new Map(), blame: { node, kind } });
    if (isLostToModule(this.#unit, oracle, call)) return lost(call, 'discard');
    const [, value] = call.arguments;
    const drop = value && carries(state.refs.get(value)) ? dropOf(this.#unit, oracle, call) : null;
    return drop && lost(drop, 'drop');
  }

  /** Passes the arguments to an unknown callee: it takes its arguments, and resources that its function arguments can end. */
  #handOver(call: Call, state: State, taken: Ending): Step {
    const isAgent = state.site!.protocol.resource === 'agent';
    const lost = isAgent && this.#lostAt(call, state);
    if (lost) return goes(lost);
    for (const argument of call.arguments) {
      const ref = state.refs.get(argument);
      if (!ref) continue;
      if (carries(ref)) return taken;
      // A function that works with an agent and is kept, rather than waited for, keeps the agent; so do the functions among options.
      const isKept =
        isAgent &&
        closuresIn(ref).length > 0 &&
        !this.#isDeferring(call) &&
        (call.type === 'NewExpression' || ref.kind !== 'closure' || !isAwaited(call));
      const ending = isKept ? escaped('closure') : closureEnding(this.#callees, state, ref);
      const kept = ending && this.#callees.kept(call, state, null);
      if (ending) return kept ? goes(kept) : ending;
    }
    return goes(state);
  }
}

/** Whether options are written out, and none of them has a body. */
const isWithoutBody = (options: TSESTree.Node): boolean =>
  options.type === 'ObjectExpression' &&
  options.properties.every((property) => {
    const name = property.type === 'Property' ? memberName(property) : null;
    return name !== null && !bodyOptions.has(name);
  });

/** Whether something in a field of `this` can end the resource, so that a method of an object in reach may. */
function holdsField(state: State): boolean {
  for (const holder of state.refs.keys()) if (!isTemporary(holder) && isField(holder)) return true;
  return false;
}

/** Whether the callee has ended the duty on this path, or returns the resource. */
const isHandled = (step: Step, call: Call): boolean =>
  step.kind === 'fulfilled' || (step.kind === 'goes' && carries(step.state.refs.get(call)));
