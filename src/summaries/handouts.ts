/** The resources that a call returns: from a client, or from an analysed function that acquires them. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { initOf } from '../syntax/bindings.js';
import { isFunction, isWithin, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import { executorOf } from '../syntax/promises.js';
import type { Unit } from '../syntax/unit.js';
import type { Oracle } from '../types/oracle.js';
import type { Bindings } from '../types/definitions.js';
import type { Acquired, Call, EscapeRoute, Fault, FunctionDefinition } from '../typestate/context.js';
import { conditionsAround, isDecided, passesHead, satisfies } from '../typestate/handout-conditions.js';
import type { Leak } from '../typestate/leaks.js';
import { functionsIn, passedBy } from '../typestate/passed.js';
import { promise, refKey, rejected, type Ref } from '../typestate/refs.js';
import type { Handed } from '../typestate/handed-out.js';
import type { RunResult } from '../typestate/run.js';
import { toldAt, type AcquireSite } from '../typestate/state.js';
import { subjectOf, type Subject } from '../typestate/terms.js';
import { acquiredFromClient, type AcquireSites } from './acquisition.js';
import { callIndexOf } from './call-index.js';
import { boundTo, UNBOUND } from './callee-entry.js';
import { cancellationSourcesAtCall } from './cancellation-sources.js';
import { madeBody } from './given-bodies.js';
import { blameAtCall } from './helper-blame.js';

/** The resources that a call returns, and the leaks inside it. */
export interface Handout {
  readonly acquired: readonly Acquired[];
  /** The returned resources that the function has already read. */
  readonly spent: readonly Acquired[];
  /** The leaks of resources that a helper acquires by a function argument: they are reported at its caller. */
  readonly leaks: readonly Leak[];
  readonly faults: readonly Fault[];
}

export const NO_HANDOUT: Handout = { acquired: [], spent: [], leaks: [], faults: [] };

/** A handout without the leaks and faults of the function. */
const handsOut = (all: readonly Acquired[]): Handout => ({
  ...NO_HANDOUT,
  acquired: all.filter(({ spent }) => !spent),
  spent: all.filter(({ spent }) => spent),
});

/** The queries that one handout needs: other handouts, and runs over functions. */
export interface Queries {
  own(unit: Unit, root: CfgRoot, bound?: Bindings): RunResult;
  handout(unit: Unit, call: Call): Handout;
}

export class Handouts {
  readonly #oracle: Oracle;
  readonly #sites: AcquireSites;
  readonly #queries: Queries;

  constructor(oracle: Oracle, sites: AcquireSites, queries: Queries) {
    this.#oracle = oracle;
    this.#sites = sites;
    this.#queries = queries;
  }

  /** The resources that a call returns for every caller of the enclosing function. */
  of(unit: Unit, call: Call): Handout {
    const acquired = acquiredFromClient(unit, this.#oracle, this.#sites, call);
    if (call.type === 'NewExpression')
      return handsOut([
        ...(acquired ?? []),
        ...madeBody(unit, this.#oracle, this.#sites, call),
        ...this.#promised(unit, call),
      ]);
    if (acquired) return handsOut(acquired);
    const provider = this.#oracle.provider(unit, call);
    if (provider?.kind === 'function') {
      if (provider.node.generator) return handsOut(this.#left(unit, call, provider));
      const bound = this.#bindings(unit, call, provider);
      const result = this.#queries.own(provider.unit, provider.node, bound);
      return { ...this.#blame(unit, call, provider, bound), acquired: this.#handed(unit, call, provider, result) };
    }
    const chosen = provider ? null : this.#chosen(unit, call);
    if (chosen) return handsOut(chosen);
    const callback = call.arguments[0] && unwrap(call.arguments[0]);
    return handsOut(callback && isFunction(callback) ? this.#chained(unit, call, callback) : []);
  }

  /** The leaks of a helper, and of the listeners in it, with the functions that this call passes. */
  #blame(unit: Unit, call: TSESTree.CallExpression, callee: FunctionDefinition, bound: Bindings): Handout {
    if (bound === UNBOUND) return NO_HANDOUT;
    const told = [callee.node, ...this.#listenersIn(callee)].map((root) =>
      blameAtCall(this.#queries, this.#sites, unit, call, callee, root, this.#queries.own(callee.unit, root, bound)),
    );
    return {
      ...NO_HANDOUT,
      leaks: told.flatMap(({ leaks }) => leaks),
      faults: told.flatMap(({ faults }) => faults),
    };
  }

  /** The functions in a callee that get a response. */
  #listenersIn({ unit, node }: FunctionDefinition): CfgRoot[] {
    return [...callIndexOf(unit, this.#oracle).listeners.keys()].filter(
      (root) => root !== node && isWithin(root, node),
    );
  }

  /** The resources that one of several functions returns, all with the same protocol; null if they are not in the file. */
  #chosen(unit: Unit, call: TSESTree.CallExpression): readonly Acquired[] | null {
    const alternatives = this.#oracle.localAlternatives(unit, call.callee);
    if (!alternatives || alternatives.some(({ callee }) => callee.node.generator)) return null;
    const byRef = new Map<string, Acquired>();
    for (const { callee } of alternatives)
      for (const one of this.#handed(unit, call, callee))
        byRef.set(`${one.spent ? 'spent ' : ''}${refKey(one.value)}`, one);
    const all = [...byRef.values()];
    return all.every(({ site }) => site.protocol === all[0]!.site.protocol) ? all : null;
  }

  /** The resources that a call of a function parameter returns. */
  ofGiven(unit: Unit, call: TSESTree.CallExpression, given: FunctionDefinition): Handout {
    return handsOut(this.#handed(unit, call, given));
  }

  /** The resources that stay open where this call's generator is left, apart from those that are reported in it. */
  #left(unit: Unit, call: TSESTree.CallExpression, callee: FunctionDefinition): readonly Acquired[] {
    const { given, leaks } = this.#queries.own(callee.unit, callee.node);
    const told = new Set(leaks.map(({ site }) => site.node));
    const untold = given.filter(({ site }) => !told.has(site.node));
    return this.#handed(unit, call, callee, { given: untold, spent: [] }, 'left');
  }

  /** The resources that a generator yields to a loop. */
  yielded(unit: Unit, iterable: TSESTree.Expression): readonly Acquired[] {
    const node = unwrap(iterable);
    const init = node.type === 'Identifier' ? initOf(unit.variable(node)) : node;
    const call = init && unwrap(init);
    if (call?.type !== 'CallExpression') return [];
    const provider = this.#oracle.provider(unit, call);
    return provider?.kind === 'function' && provider.node.generator ? this.#handed(unit, call, provider) : [];
  }

  /** `.then(() => fetch(url))`, `urls.map((url) => fetch(url))`. */
  #chained(unit: Unit, call: TSESTree.CallExpression, node: FunctionDefinition['node']): readonly Acquired[] {
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
    const wrap =
      name === 'then'
        ? promise
        : name === 'map' || name === 'flatMap'
          ? (ref: Ref): Ref => ({ kind: 'array', items: [], rest: ref })
          : null;
    return (
      (wrap &&
        this.#handed(unit, call, { kind: 'function', unit, node }).map((one) => ({
          ...one,
          value: wrap(one.value),
        }))) ??
      []
    );
  }

  /** The resources that a callee returns to this call, as the caller sees them. */
  #handed(
    unit: Unit,
    call: TSESTree.CallExpression,
    callee: FunctionDefinition,
    { given, spent: spentOnes }: Pick<RunResult, 'given' | 'spent'> = this.#queries.own(callee.unit, callee.node),
    by: EscapeRoute = callee.node.generator ? 'yield' : 'return',
  ): readonly Acquired[] {
    const asked = this.#oracle.straight(unit, call);
    const { async: isAsync, generator: isGenerator } = callee.node;
    const isInline = callee.unit === unit && isWithin(callee.node, call);
    const reaches = (handed: Handed): boolean =>
      (handed.by === by || (handed.by === 'throw' && isAsync && !isGenerator)) &&
      (handed.terms === null || satisfies(unit, asked, callee, handed.terms)) &&
      !this.#isHead(unit, asked, callee, handed.site);
    return [...given, ...spentOnes].filter(reaches).map(({ site, value, status, spent, ...handed }) => ({
      site: isInline
        ? site
        : {
            ...this.#sites.of(site, call, site.isRejection),
            isAbortable: site.isAbortable,
            signals: passedSignals(unit, asked, callee, site),
          },
      value: handed.by === 'throw' ? rejected(value) : isAsync && !isGenerator ? promise(value) : value,
      status,
      spent: spent && (callee.unit === unit ? spent : toldAt(call, spent)),
      cancellationSources: cancellationSourcesAtCall(unit, asked, callee, handed.cancellationSources),
    }));
  }

  #isHead(
    unit: Unit,
    call: TSESTree.CallExpression,
    callee: FunctionDefinition,
    { protocol, method }: AcquireSite,
  ): boolean {
    return (
      this.#oracle.tellsHead(unit, call, protocol) ||
      // However the callee passes it on: `requestBlob(id, hash, 'HEAD')`.
      (protocol.headIsEmpty && call.arguments.some((argument) => stringValue(argument) === 'HEAD')) ||
      (method !== undefined && passesHead(unit, call, callee, method))
    );
  }

  /** The parameters of `callee` for which this call passes functions that return or get a resource. */
  #bindings(unit: Unit, call: TSESTree.CallExpression, callee: FunctionDefinition): Bindings {
    const passed = this.#oracle.straight(unit, call).arguments.map((one) => passedBy(this.#oracle, unit, one));
    const functions = passed.map((one) => (functionsIn(one).some(({ node }) => node.generator) ? null : one));
    if (functions.every((given) => given === null)) return boundTo(callee, []);
    const isUseful =
      this.#listenersIn(callee).length > 0 ||
      functions
        .flatMap(functionsIn)
        .some((given) => this.#queries.own(unit, given.node).given.some(({ by }) => by === 'return')) ||
      (callIndexOf(callee.unit, this.#oracle).byRoot.get(callee.node) ?? []).some(
        (inner) => this.#queries.handout(callee.unit, inner).acquired.length > 0,
      );
    // A function that gets what another one returns matters too: `retry(() => fetch(url), (response) => …)`.
    return boundTo(callee, isUseful ? functions : []);
  }

  /** The resources with which the executor of `new Promise(executor)`, or a callback in it, resolves the promise. */
  #promised(unit: Unit, made: TSESTree.NewExpression): readonly Acquired[] {
    const executor = executorOf(made);
    const resolve = executor?.params[0] && unit.variable(executor.params[0]);
    if (!resolve) return [];
    const acquired: Acquired[] = [];
    for (const root of callIndexOf(unit, this.#oracle).byRoot.keys()) {
      if (!isWithin(root, executor)) continue;
      const { given, spent: spentOnes } = this.#queries.own(unit, root);
      for (const { by, value, terms, ...handed } of [...given, ...spentOnes])
        if (by === resolve && !(terms && isDecided(terms)))
          acquired.push({
            ...handed,
            value: promise(value),
            given: terms && conditionsAround(unit, made, terms),
          });
    }
    return acquired;
  }
}

/** The signals of a request as the caller of its function has them: those that are parameters of it. */
function passedSignals(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: FunctionDefinition,
  { signals = [] }: AcquireSite,
): readonly Subject[] {
  return callee.node.params.flatMap((parameter, index) => {
    const variable = parameter.type === 'Identifier' ? callee.unit.variable(parameter) : undefined;
    const argument = call.arguments[index];
    return variable && argument && signals.includes(variable) ? (subjectOf(unit, argument) ?? []) : [];
  });
}
