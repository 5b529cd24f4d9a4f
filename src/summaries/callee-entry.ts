/** The entry of a callee: the functions bound to its parameters, its initial state, and the key of both. */
import type { TSESTree } from '@typescript-eslint/utils';
import { passedParameters } from '../syntax/functions.js';
import { memberName } from '../syntax/nodes.js';
import type { Unit, Variable } from '../syntax/unit.js';
import type { Bindings, Passed } from '../types/definitions.js';
import { bind } from '../typestate/bind.js';
import type { Entry, FunctionDefinition } from '../typestate/context.js';
import { functionsIn } from '../typestate/passed.js';
import { carries, refKey, type Ref } from '../typestate/refs.js';
import { startState } from '../typestate/run.js';
import { dutyKey, Numbering, update, type AcquireSite, type State } from '../typestate/state.js';
import { escaped, goes, type Step } from '../typestate/step.js';
import { UNDEFINED, UNKNOWN } from '../typestate/values.js';

/** Numbers the nodes and variables in keys; they keep their numbers as long as they exist. */
const NUMBERING = new Numbering();

export const UNBOUND: Bindings = new Map();

/** The parameters of a function, and of the functions around it, with the functions that are passed for them. */
export function boundTo({ unit, node, given: known }: FunctionDefinition, functions: Entry['functions']): Bindings {
  const bound = new Map(known);
  for (const [index, given] of functions.entries()) {
    const parameter = passedParameters(node)[index];
    const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (given && target) bindFunctions(unit, target, given, bound);
  }
  return bound.size > 0 ? bound : UNBOUND;
}

function bindFunctions(unit: Unit, target: TSESTree.Node, given: Passed, bound: Map<Variable, Passed>): void {
  const variable = target.type === 'Identifier' ? unit.variable(target) : undefined;
  if (variable) bound.set(variable, given);
  if (target.type !== 'ObjectPattern' || 'kind' in given) return;
  for (const property of target.properties) {
    const name = property.type === 'Property' ? memberName(property) : null;
    const part = name === null ? undefined : given.get(name);
    if (property.type !== 'Property' || !part) continue;
    bindFunctions(
      unit,
      property.value.type === 'AssignmentPattern' ? property.value.left : property.value,
      part,
      bound,
    );
  }
}

/** The same for equal bindings of one function. */
export function bindingsKey(bound: Bindings): string {
  return [...bound]
    .map(
      ([variable, given]) =>
        `${NUMBERING.of(variable)}=${functionsIn(given)
          .map(({ node }) => NUMBERING.of(node))
          .join('+')}`,
    )
    .join(' ');
}

/** The step of a path that enters a callee: binding a parameter may let the resource escape. */
export function enter({ unit, node }: FunctionDefinition, entry: Entry): Step {
  const { protocol, client, isAbortable } = entry.site;
  const site: AcquireSite = { id: 0, protocol, client, node, isAbortable };
  return bindParameters(
    { unit, node },
    update(startState, { site, refs: entry.captured, known: entry.seen, duty: entry.duty }),
    entry.refs,
    entry.known,
    entry.isOpen,
  );
}

/** The step of a path that binds the parameters of a function to its arguments, by position. */
export function bindParameters(
  { unit, node }: Pick<FunctionDefinition, 'unit' | 'node'>,
  start: State,
  refs: Entry['refs'],
  known: Entry['known'],
  isOpen = true,
): Step {
  // `arguments[0]` is an alias of a parameter, which is not followed.
  const isNamed = unit.variablesOf(node).some(({ name, references }) => name === 'arguments' && references.length > 0);
  if (isNamed && refs.some((ref) => carries(ref))) return escaped('value');
  let step: Step = goes(start);
  for (const [index, parameter] of passedParameters(node).entries()) {
    if (step.kind !== 'goes') break;
    const isRest = parameter.type === 'RestElement';
    const ref = isRest ? restOf(refs.slice(index)) : (refs[index] ?? null);
    const missing =
      !isOpen && index >= refs.length && parameter.type !== 'AssignmentPattern' && !isRest ? UNDEFINED : UNKNOWN;
    step = bind(unit, step.state, isRest ? parameter.argument : parameter, ref, known[index] ?? missing, () => true);
  }
  return step;
}

function restOf(refs: readonly (Ref | null)[]): Ref | null {
  return refs.some((ref) => ref !== null) ? { kind: 'array', items: refs, rest: null } : null;
}

/** The same for entries for which a callee has the same summary. */
export function entryKey(callee: FunctionDefinition, entry: Entry): string {
  const { unit } = callee;
  const captured = [...entry.captured]
    .map(([variable, ref]) => `${unit.id(variable)}=${refKey(ref)}`)
    .sort()
    .join(' ');
  const known = entry.known.map(({ key }) => key).join();
  const seen = [...entry.seen]
    .map(([variable, { key }]) => `${unit.id(variable)}=${key}`)
    .sort()
    .join(' ');
  const { site, duty } = entry;
  const given = `(${entry.refs.map(refKey).join()})(${known})[${captured}][${seen}]${entry.isOpen ? '…' : ''}`;
  const bound = bindingsKey(boundTo(callee, entry.functions));
  const resource = `${site.protocol.id}${site.isAbortable ? '!' : ''}`;
  return `${resource}${given}${duty.status.toString(36)} ${dutyKey(duty, NUMBERING)} ${bound}`;
}
