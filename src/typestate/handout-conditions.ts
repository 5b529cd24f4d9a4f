/** Arguments can decide whether a call returns a resource: facts about parameters, and literals of callers. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { bindingOfVariable, type ValueBinding } from '../syntax/bindings.js';
import { constantOf } from '../syntax/constants.js';
import { passedParameters } from '../syntax/functions.js';
import { enclosingFunction, isFunction, memberName, propertyOf, unwrap, type FunctionNode } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import { isConstant } from '../syntax/variables.js';
import { constantValue } from './literals.js';
import { type AcquireSite, type State, isTemporary } from './state.js';
import { includes, Term, type Subject } from './terms.js';
import { UNDEFINED, UNKNOWN, type AbstractValue, type ValueSet } from './values.js';

/** What a path knows of what the caller has passed. */
export type Conditions = ReadonlyMap<Subject, ValueSet>;

/** What a handing path knows of the parameters, and which of that the reading paths deny. */
export interface HandoutCondition {
  readonly known: Conditions;
  readonly denied: ReadonlySet<Subject>;
}

/**
 * Whether the arguments of a call decide if a function reads a response or returns it: `options.stream ? res.body : res.json()`.
 * The caller then knows the result, but the engine does not.
 */
export class HandoutConditions {
  readonly #parameters: ReadonlySet<Variable>;
  readonly #handed = new Map<number, Conditions[]>();
  readonly #settled = new Map<number, Conditions[]>();

  constructor(unit: Unit, root: CfgRoot) {
    this.#parameters = parametersOf(unit, root);
  }

  handed(state: State): void {
    this.#note(this.#handed, state);
  }

  settled(state: State): void {
    this.#note(this.#settled, state);
  }

  /** The arguments with which the call returns the resource; null if they do not matter. */
  of({ id }: AcquireSite): readonly HandoutCondition[] | null {
    const reading = this.#settled.get(id) ?? [];
    const all = (this.#handed.get(id) ?? []).map((known): HandoutCondition => ({
      known,
      denied: new Set([...known].filter(([subject, set]) => denies(reading, subject, set)).map(([subject]) => subject)),
    }));
    if (all.some(({ known }) => known.size === 0)) return null;
    // Arguments that are not known decide only if no other path returns it.
    return isDecided(all) ? all : all.map(({ known }) => ({ known, denied: NONE }));
  }

  /** The same for a returned resource that has been read, by the paths that return it. */
  ofSpent(states: readonly State[]): readonly HandoutCondition[] | null {
    const all = states.map((state): HandoutCondition => {
      const known = this.#conditions(state);
      const unread = this.#handed.get(state.site!.id) ?? [];
      return { known, denied: new Set([...known].filter((one) => denies(unread, ...one)).map(([subject]) => subject)) };
    });
    return all.some(({ known }) => known.size === 0) ? null : all;
  }

  #note(notes: Map<number, Conditions[]>, state: State): void {
    if (state.site) notes.set(state.site.id, [...(notes.get(state.site.id) ?? []), this.#conditions(state)]);
  }

  /** What a path knows of what the caller has passed. */
  #conditions({ known }: State): Conditions {
    const conditions = new Map<Subject, ValueSet>();
    for (const [place, { set }] of known)
      if (!isTemporary(place) && isAbout(place, this.#parameters)) conditions.set(place, set);
    return conditions;
  }
}

const NONE: ReadonlySet<Subject> = new Set();

/** Whether a call returns the resource only if its arguments are known to choose that. */
export const isDecided = (terms: readonly HandoutCondition[]): boolean => terms.every(({ denied }) => denied.size > 0);

/**
 * The same for a function that a call runs in a function around it: what holds of what was passed to that one, by path; null if
 * nothing does on one of them.
 */
export function conditionsAround(
  unit: Unit,
  call: TSESTree.Node,
  terms: readonly HandoutCondition[],
): readonly Conditions[] | null {
  const around = enclosingFunction(call);
  const parameters = around && parametersOf(unit, around);
  const isOutside = (subject: Subject): boolean =>
    !includes(subject, (part) => (part instanceof Term ? part.operator === 'this' : !parameters?.has(part)));
  const all = terms.map(({ known }) => new Map([...known].filter(([subject]) => isOutside(subject))));
  return all.every(({ size }) => size > 0) ? all : null;
}

/**
 * Whether a call meets one of the terms as far as its literals show; false where they are not to be read off it.
 *
 * @param callee the function whose parameters the terms are about.
 */
export function satisfies(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: { readonly unit: Unit; readonly node: FunctionNode },
  all: readonly HandoutCondition[],
): boolean {
  return all.some(({ known, denied }) =>
    [...known].every(([subject, set]) => {
      const given = passedFor(unit, call, callee, subject).constant;
      return given ? set.has(given.value) : !denied.has(subject);
    }),
  );
}

/** What a call passes for what the callee names so. */
function passedFor(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: { readonly unit: Unit; readonly node: FunctionNode },
  subject: Subject,
): AbstractValue {
  const path: string[] = [];
  let root = subject;
  for (; root instanceof Term && root.member !== null; root = root.operands[0]!) path.unshift(root.member);
  const slot = root instanceof Term ? null : slotOf(callee, root);
  if (!slot || call.arguments.some((argument) => argument.type === 'SpreadElement')) return UNKNOWN;
  const given = call.arguments[slot.index];
  const from = given ? unit : callee.unit;
  let value: TSESTree.Node | null = given ?? slot.whole;
  for (const name of [...slot.path, ...path]) {
    const object: TSESTree.Node | null = value && constantOf(from, value);
    if (object === null) break;
    if (object.type !== 'ObjectExpression' || object.properties.some((property) => property.type === 'SpreadElement'))
      return UNKNOWN;
    value = propertyOf(object, name);
  }
  if (value) return constantValue(from, value);
  // What is not passed is what the pattern says, or undefined.
  return slot.usual ? constantValue(callee.unit, slot.usual) : UNDEFINED;
}

/** Where a call passes what a variable of the callee stands for: an argument, or a property of one that the callee takes apart. */
interface Slot {
  readonly index: number;
  /** What stands for an argument that is not passed. */
  readonly whole: TSESTree.Expression | null;
  readonly path: readonly string[];
  /** What stands for a property that is not passed. */
  readonly usual: TSESTree.Expression | null;
}

function slotOf(callee: { readonly unit: Unit; readonly node: FunctionNode }, variable: Variable): Slot | null {
  const binding = bindingOfVariable(variable);
  if ((binding?.kind !== 'parameter' && binding?.kind !== 'value') || !binding.path || !isConstant(variable))
    return null;
  const { path, usual } = binding;
  if (binding.kind === 'value') {
    const source = sourceOf(callee.unit, binding);
    const slot = source && slotOf(callee, source.variable);
    return slot && { ...slot, path: [...slot.path, ...source.path, ...path], usual };
  }
  const index = passedParameters(callee.node).findIndex((parameter) => parameter === binding.node);
  if (index < 0) return null;
  const whole = binding.node?.type === 'AssignmentPattern' ? binding.node.right : null;
  return { index, whole, path, usual: path.length > 0 ? usual : null };
}

/** The variable, and the property of it, that a constant is taken from: `const { stream } = options`, `const raw = options.raw`. */
function sourceOf(
  unit: Unit,
  { init }: ValueBinding,
): { readonly variable: Variable; readonly path: readonly string[] } | null {
  const path: string[] = [];
  let at = init && unwrap(init);
  while (at?.type === 'MemberExpression') {
    const name = memberName(at);
    if (name === null) return null;
    path.unshift(name);
    at = unwrap(at.object);
  }
  const variable = at?.type === 'Identifier' ? unit.variable(at) : undefined;
  return variable && bindingOfVariable(variable)?.kind === 'parameter' ? { variable, path } : null;
}

/** Whether a call passes `HEAD` for what `callee` names so. */
export function passesHead(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: { readonly unit: Unit; readonly node: FunctionNode },
  subject: Subject,
): boolean {
  return passedFor(unit, call, callee, subject).constant?.value === 'HEAD';
}

function denies(reading: readonly Conditions[], subject: Subject, set: ValueSet): boolean {
  const answers = reading.map((conditions) => conditions.get(subject)).filter((answer) => answer !== undefined);
  return answers.length > 0 && answers.every((answer) => answer.intersection(set).isEmpty);
}

/** Whether a subject is about a parameter, or the object of the method. */
export const isAbout = (subject: Subject, parameters: ReadonlySet<Variable>): boolean =>
  includes(subject, (part) => (part instanceof Term ? part.operator === 'this' : parameters.has(part)));

/** The parameters of a function and of those around it, and the constants that are taken from them. */
export function parametersOf(unit: Unit, root: CfgRoot): ReadonlySet<Variable> {
  const parameters = new Set<Variable>();
  for (let at: TSESTree.Node | undefined = root; at; at = at.parent) {
    if (!isFunction(at)) continue;
    for (const variable of unit.variablesOf(at)) if (isPassed(unit, variable)) parameters.add(variable);
  }
  return parameters;
}

function isPassed(unit: Unit, variable: Variable): boolean {
  const binding = bindingOfVariable(variable);
  if (binding?.kind !== 'value') return binding?.kind === 'parameter';
  return binding.isConstant && binding.path !== null && sourceOf(unit, binding) !== null;
}
