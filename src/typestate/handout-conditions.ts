/** What a caller passes can decide whether he is handed a resource: facts about parameters, and callers' literals. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { constantOf } from '../syntax/constants.js';
import { isFunction, memberName, propertyOf, type FunctionNode } from '../syntax/nodes.js';
import type { Unit } from '../syntax/unit.js';
import { variableToken } from './terms.js';
import type { AcquireSite, State } from './state.js';

const TOKEN = /«\d+»/g;

/** Conditions about parameters, by the key of the fact, with what they came out as. */
type Conditions = ReadonlyMap<string, boolean>;

/** What a handing path knows of the parameters, and which of that the reading paths deny. */
export interface HandoutCondition {
  readonly known: Conditions;
  readonly denied: ReadonlySet<string>;
}

/**
 * Whether it is the caller who decides, by what he passes, if a function reads a response or hands it to him:
 * `options.stream ? res.body : res.json()`. He then knows, and the engine does not.
 */
export class HandoutConditions {
  readonly #parameters: ReadonlySet<string>;
  readonly #handed = new Map<number, Conditions[]>();
  readonly #settled = new Map<number, Conditions[]>();

  constructor(unit: Unit, root: CfgRoot) {
    this.#parameters = parameterTokens(unit, root);
  }

  handed(state: State): void {
    this.#note(this.#handed, state);
  }

  settled(state: State): void {
    this.#note(this.#settled, state);
  }

  /** What the caller has to have passed for the resource to be handed to him; null where that does not matter. */
  of({ id }: AcquireSite): readonly HandoutCondition[] | null {
    const reading = this.#settled.get(id) ?? [];
    const all = (this.#handed.get(id) ?? []).map((known): HandoutCondition => ({
      known,
      denied: new Set([...known].filter(([key, value]) => denies(reading, key, value)).map(([key]) => key)),
    }));
    return all.length > 0 && all.every(({ denied }) => denied.size > 0) ? all : null;
  }

  #note(notes: Map<number, Conditions[]>, { site, known }: State): void {
    if (!site) return;
    const terms = new Map<string, boolean>();
    for (const [key, knowledge] of known)
      if (typeof key === 'string' && knowledge.kind === 'constant' && isAbout(key, this.#parameters))
        terms.set(key, knowledge.value);
    notes.set(site.id, [...(notes.get(site.id) ?? []), terms]);
  }
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
    [...known].every(([key, wanted]) => {
      const given = answer(unit, call, callee, key);
      return given === wanted || (given === null && !denied.has(key));
    }),
  );
}

/** `«3».responseType === string:stream is truthy` */
const KEY = /^(«\d+»)((?:\.\w+)*)(?: === (\w+):(.*?))? is (truthy|nullish)$/;

function answer(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: { readonly unit: Unit; readonly node: FunctionNode },
  key: string,
): boolean | null {
  const [, token, path, type, text, question] = KEY.exec(key) ?? [];
  const slot = slotOf(callee, token);
  if (!slot || call.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  let value: TSESTree.Node | null = call.arguments[slot.index] ?? null;
  for (const name of [...slot.path, ...(path ?? '').split('.').filter(Boolean)]) {
    const object: TSESTree.Node | null = value && constantOf(unit, value);
    if (object === null) break;
    if (object.type !== 'ObjectExpression' || object.properties.some((property) => property.type === 'SpreadElement'))
      return null;
    value = propertyOf(object, name);
  }
  // What is not passed is what the pattern says, or undefined.
  const literal = value ? constantOf(unit, value) : slot.usual;
  if (literal !== null && literal.type !== 'Literal') return null;
  const given = literal ? literal.value : undefined;
  if (type !== undefined) return typeof given === type && String(given) === text;
  return question === 'nullish' ? given === undefined || given === null : Boolean(given);
}

/** Where a call passes what a variable of the callee stands for: an argument, or a property of one that the callee takes apart. */
interface Slot {
  readonly index: number;
  readonly path: readonly string[];
  /** What stands for a property that is not passed. */
  readonly usual: TSESTree.Node | null;
}

function slotOf(
  { unit, node }: { readonly unit: Unit; readonly node: FunctionNode },
  token: string | undefined,
): Slot | null {
  const isMeant = (target: TSESTree.Node): boolean => {
    const variable = target.type === 'Identifier' ? unit.variable(target) : undefined;
    return variable !== undefined && variableToken(unit, variable) === token;
  };
  for (const [index, parameter] of node.params.entries()) {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (isMeant(target)) return { index, path: [], usual: null };
    for (const property of target.type === 'ObjectPattern' ? target.properties : []) {
      const name = property.type === 'Property' ? memberName(property) : null;
      const value = property.value?.type === 'AssignmentPattern' ? property.value.left : property.value;
      if (name !== null && value && isMeant(value))
        return {
          index,
          path: [name],
          usual: property.value?.type === 'AssignmentPattern' ? property.value.right : null,
        };
    }
  }
  return null;
}

/** Whether a call passes `HEAD` for what `key` names among the parameters of `callee`. */
export function passesHead(
  unit: Unit,
  call: TSESTree.CallExpression,
  callee: { readonly unit: Unit; readonly node: FunctionNode },
  key: string,
): boolean {
  return answer(unit, call, callee, `${key} === string:HEAD is truthy`) === true;
}

function denies(reading: readonly Conditions[], key: string, value: boolean): boolean {
  const answers = reading.map((terms) => terms.get(key)).filter((answer) => answer !== undefined);
  return answers.length > 0 && answers.every((answer) => answer !== value);
}

export function isAbout(key: string, parameters: ReadonlySet<string>): boolean {
  return key.startsWith('this.') || (key.match(TOKEN) ?? []).some((token) => parameters.has(token));
}

/** How facts mention the parameters of a function and of those around it. */
export function parameterTokens(unit: Unit, root: CfgRoot): ReadonlySet<string> {
  const tokens = new Set<string>();
  for (let at: TSESTree.Node | undefined = root; at; at = at.parent) {
    if (!isFunction(at)) continue;
    for (const variable of unit.variablesOf(at))
      if (variable.defs[0]?.type === 'Parameter') tokens.add(variableToken(unit, variable));
  }
  return tokens;
}
