/**
 * What a call does, as far as syntax, scopes, types and tables tell: the first half of the transfer of a call. It knows no
 * state, so it is asked once for each call; `calls.ts` applies what is recognised here to a path.
 *
 * `RECOGNISERS` is the precedence: what the user says, then code in reach, then tables by resolved names and types, then
 * the platform, and names as they are written last of all.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { derivers } from '../protocols/derived-streams.js';
import { errorPredicates, holdsAgent, sendsBody, usesAgent, wrappedBy, type Protocol } from '../protocols/index.js';
import {
  converters,
  diverging,
  isBorrower,
  parsers,
  readsStream,
  removers,
  waitsForData,
} from '../protocols/platform.js';
import { constructorOf } from '../syntax/classes.js';
import { bindingOf, publicName } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { isFunction, memberName, stringValue, unwrap } from '../syntax/nodes.js';
import { executorOf } from '../syntax/promises.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Alternative } from '../types/alternatives.js';
import { isStub, type FunctionDefinition } from '../types/definitions.js';
import type { Oracle } from '../types/oracle.js';
import { listAddedTo } from './collections.js';
import type { Call } from './context.js';
import { hearsErrors } from './methods.js';

/** What a call does with what it is given. One that says "where …" may have nothing to say of a path; the next one then does. */
export type CallEffect =
  /**
   * It runs a function that can be analysed with its arguments; if that `isOverridable`, only where the function ends something
   * or returns it.
   */
  | { readonly kind: 'runs'; readonly callee: FunctionDefinition; readonly isOverridable?: boolean }
  /** It runs one of several functions that can be analysed, where nothing is known of what decides which. */
  | { readonly kind: 'runs-one'; readonly of: readonly Alternative[] }
  /** `check.call(self, response)`, where the callee or the list of arguments is in reach, or the resource is `this`. */
  | { readonly kind: 'reflects'; readonly via: 'call' | 'apply'; readonly callee: FunctionDefinition | null }
  /** It keeps nothing, and runs the functions it is given at most while it runs; with `resource`, where one of that kind is followed. */
  | { readonly kind: 'borrows'; readonly resource?: Protocol['resource'] }
  /** It takes what it is given; `declared`: the user says what it does with that. */
  | { readonly kind: 'takes'; readonly declared?: 'consumes' | 'takes' }
  /** It is not given anything to keep: a listener of errors, a function to be forgotten. */
  | { readonly kind: 'ignores' }
  /** It tests which kind of error its argument is, where that holds the answer of a request. */
  | { readonly kind: 'classifies' }
  /** It makes a client that holds the agent, where it is given one. */
  | { readonly kind: 'holds' }
  /**
   * It gives its first argument, or an option of it, back as another handle, where that carries the resource; `reads`: by way of the
   * body.
   */
  | { readonly kind: 'converts'; readonly to: string; readonly reads: boolean; readonly option?: string }
  /** It sends the body among its options, where that is one which can no longer be sent. */
  | { readonly kind: 'sends' }
  /** It reads the stream in its first argument, if the result is awaited. */
  | { readonly kind: 'reads' }
  /** It makes a stream flow. */
  | { readonly kind: 'flows' }
  /** It gives its first argument back, where that carries the resource. */
  | { readonly kind: 'copies' }
  /** `Promise.all(…)`, `Promise.resolve(…)`, where they are given something that refers to the resource. */
  | { readonly kind: 'joins'; readonly method: string }
  /** It is an assertion about a promise, which it awaits. */
  | { readonly kind: 'awaits' }
  /** It asks a weak collection whether something is in there. */
  | { readonly kind: 'looks-up' }
  /** It puts something into a weak collection, where no value goes with it. */
  | { readonly kind: 'marks' }
  /** It adds its argument to the literal list in a variable, where that is local. */
  | { readonly kind: 'adds'; readonly list: Variable }
  /** It resolves the promise of an executor with the resource: the code that awaits the promise gets it. */
  | { readonly kind: 'resolves'; readonly resolve: Variable };

/** A call, as recognisers see it. */
interface CallSite {
  readonly unit: Unit;
  readonly oracle: Oracle;
  readonly call: Call;
  readonly callee: TSESTree.Node;
  /** The resolved name of the callee. */
  readonly name: string | null;
}

/** What a call does, by one sign of it; null where the sign is not there. */
type Recogniser = (site: CallSite) => CallEffect | null;

const RECOGNISERS: readonly Recogniser[] = [
  // What the user says.
  declaration,
  // Code in reach.
  implementation,
  choice,
  overridable,
  reflection,
  // Tables, by resolved names and by types.
  errorPredicate,
  bystander,
  conversion,
  sender,
  client,
  request,
  // The platform.
  streamReader,
  expectation,
  borrower,
  combinator,
  copy,
  weakCollection,
  listAddition,
  resolver,
  predicate,
  // Names as they are written.
  logger,
];

const known = new WeakMap<Oracle, WeakMap<Call, readonly CallEffect[]>>();

/**
 * What a call may do, by precedence: the first that has something to say of a path decides. Where none has, the callee is
 * unknown, and takes what it is given.
 */
export function effectsOf(unit: Unit, oracle: Oracle, call: Call): readonly CallEffect[] {
  let byCall = known.get(oracle);
  if (!byCall) known.set(oracle, (byCall = new WeakMap()));
  let effects = byCall.get(call);
  if (!effects) byCall.set(call, (effects = recognise(unit, oracle, call)));
  return effects;
}

function recognise(unit: Unit, oracle: Oracle, call: Call): readonly CallEffect[] {
  const callee = unwrap(call.callee);
  const isNamed = callee.type === 'Identifier' || callee.type === 'MemberExpression';
  const site: CallSite = { unit, oracle, call, callee, name: isNamed ? oracle.calleeName(unit, call) : null };
  const effects: CallEffect[] = [];
  for (const recogniser of RECOGNISERS) {
    const effect = recogniser(site);
    if (!effect) continue;
    effects.push(effect);
    if (isUnconditional(effect)) return effects;
  }
  return effects;
}

/** It decides on every path: nothing else has to be asked. */
const isUnconditional = (effect: CallEffect): boolean =>
  ['takes', 'ignores', 'looks-up'].includes(effect.kind) ||
  (effect.kind === 'runs' && !effect.isOverridable) ||
  (effect.kind === 'borrows' && !effect.resource);

/** Whether a call ends the process: `process.exit()`. */
export function endsProcess(unit: Unit, oracle: Oracle, { type, callee }: Call): boolean {
  if (type !== 'CallExpression') return false;
  const last = publicName(unit, callee);
  return (last === 'exit' || last === 'abort') && diverging.has(nameOf(unit, oracle, callee) ?? '');
}

/** Whether a call parses a text that is not written in the program, and throws where that is malformed: `JSON.parse(text)`. */
export function parsesText(unit: Unit, oracle: Oracle, { type, callee, arguments: [text] }: Call): boolean {
  if (type !== 'CallExpression' || !text || stringValue(text) !== null) return false;
  return parsers.has(nameOf(unit, oracle, callee) ?? '');
}

/** The resolved name of a function that is mentioned rather than called. */
export function nameOf(unit: Unit, oracle: Oracle, callee: TSESTree.Node): string | null {
  return oracle.calleeName(unit, { type: 'CallExpression', callee } as TSESTree.CallExpression);
}

function declaration({ unit, oracle, call }: CallSite): CallEffect | null {
  const declared = oracle.declaredEffect(unit, call);
  if (declared === null) return null;
  return declared === 'borrows' ? { kind: 'borrows' } : { kind: 'takes', declared };
}

function implementation({ unit, oracle, call, callee }: CallSite): CallEffect | null {
  const definition = oracle.definition(unit, callee);
  if (definition?.kind === 'function')
    // What stands for a client that is put in its place does not throw then.
    return isStub(definition) && oracle.acquisition(unit, call) ? null : { kind: 'runs', callee: definition };
  if (definition?.kind !== 'class') return null;
  const node = constructorOf(definition.node);
  return node ? { kind: 'runs', callee: { kind: 'function', unit: definition.unit, node } } : { kind: 'takes' };
}

/** `pick(flag)(response)`, `readers[kind](response)`. */
function choice({ unit, oracle, callee }: CallSite): CallEffect | null {
  const of = oracle.alternatives(unit, callee);
  return of && { kind: 'runs-one', of };
}

/** A method of an exported class, or the default where a function may be given: what runs may be another function. */
function overridable({ unit, oracle, callee }: CallSite): CallEffect | null {
  const written = oracle.overridable(unit, callee);
  return written && { kind: 'runs', callee: written, isOverridable: true };
}

/** `check.call(null, response)`, `check.apply(null, [response])`. */
function reflection({ unit, oracle, callee }: CallSite): CallEffect | null {
  const via = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || (via !== 'call' && via !== 'apply')) return null;
  const definition = oracle.definition(unit, callee.object);
  return { kind: 'reflects', via, callee: definition?.kind === 'function' ? definition : null };
}

/** `isAxiosError(error)`. */
function errorPredicate({ unit, call, callee }: CallSite): CallEffect | null {
  const asked = publicName(unit, callee);
  return call.type === 'CallExpression' && asked !== null && errorPredicates.has(asked) ? { kind: 'classifies' } : null;
}

/** A request uses the agent it is given, and gives it back. */
function request({ unit, oracle, call, name }: CallSite): CallEffect | null {
  return (call.type === 'CallExpression' && oracle.acquisition(unit, call)) || (name !== null && usesAgent(name))
    ? { kind: 'borrows', resource: 'agent' }
    : null;
}

function client({ name }: CallSite): CallEffect | null {
  return name !== null && holdsAgent(name) ? { kind: 'holds' } : null;
}

function conversion({ call, name }: CallSite): CallEffect | null {
  const reads = call.type === 'CallExpression';
  if (reads && name !== null && Object.hasOwn(derivers, name)) return { kind: 'converts', reads, ...derivers[name]! };
  const to = name === null ? undefined : reads ? converters[name] : wrappedBy(name);
  return to === undefined ? null : { kind: 'converts', to, reads };
}

function sender({ name }: CallSite): CallEffect | null {
  return name !== null && sendsBody(name) ? { kind: 'sends' } : null;
}

function streamReader({ name, call }: CallSite): CallEffect | null {
  if (name === null) return null;
  if (readsStream(name)) return { kind: 'reads' };
  return waitsForData(name, stringValue(call.arguments[1])) ? { kind: 'flows' } : null;
}

function expectation({ name }: CallSite): CallEffect | null {
  return name?.endsWith(':expect') ? { kind: 'awaits' } : null;
}

function borrower({ name }: CallSite): CallEffect | null {
  return name !== null && (name === 'global:Promise' || name === 'global:Array' || isBorrower(name))
    ? { kind: 'borrows' }
    : null;
}

function combinator({ name }: CallSite): CallEffect | null {
  const prefix = 'global:Promise.';
  return name?.startsWith(prefix) ? { kind: 'joins', method: name.slice(prefix.length) } : null;
}

function copy({ name }: CallSite): CallEffect | null {
  return name === 'global:Array.from' ? { kind: 'copies' } : null;
}

/** A weak collection keeps no key alive; what is in there already was put there by code that had the resource before. */
function weakCollection({ unit, call, callee }: CallSite): CallEffect | null {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || call.arguments.length === 0)
    return null;
  const made = constantOf(unit, callee.object);
  const isWeak =
    made?.type === 'NewExpression' &&
    made.callee.type === 'Identifier' &&
    ['WeakMap', 'WeakSet'].includes(made.callee.name);
  const method = isWeak ? memberName(callee) : null;
  if (method === null) return null;
  return { kind: method === 'get' || method === 'has' ? 'looks-up' : 'marks' };
}

function listAddition({ unit, call }: CallSite): CallEffect | null {
  const list = listAddedTo(unit, call);
  return list && { kind: 'adds', list };
}

function resolver({ unit, callee }: CallSite): CallEffect | null {
  const resolve = resolveOf(unit, callee);
  return resolve && { kind: 'resolves', resolve };
}

/** The variable of an expression that is the first parameter of the function that `new Promise` is given; null for others. */
export function resolveOf(unit: Unit, expression: TSESTree.Node): Variable | null {
  const binding = bindingOf(unit, expression);
  return binding?.kind === 'parameter' &&
    binding.index === 0 &&
    binding.node === binding.target &&
    isFunction(binding.fn) &&
    executorOf(binding.fn.parent) === binding.fn
    ? unit.variable(expression)!
    : null;
}

function bystander({ call, callee }: CallSite): CallEffect | null {
  return hearsErrors(call) || (callee.type === 'MemberExpression' && removers.has(memberName(callee) ?? ''))
    ? { kind: 'ignores' }
    : null;
}

/** A question: what gives a boolean. */
function predicate({ unit, oracle, call }: CallSite): CallEffect | null {
  return call.type === 'CallExpression' && oracle.isPredicate(unit, call) ? { kind: 'borrows' } : null;
}

function logger({ unit, oracle, callee }: CallSite): CallEffect | null {
  return oracle.isLogging(unit, callee) ? { kind: 'borrows' } : null;
}
