/** Which conditions of a function are worth remembering: those about something that another condition asks again. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot, Graph } from '../cfg/index.js';
import { isFunction } from '../syntax/nodes.js';
import { constantOf } from '../syntax/constants.js';
import type { Unit } from '../syntax/unit.js';
import { canonical, variableToken } from './conditions.js';
import type { Site, State } from './state.js';

const TOKEN = /«\d+»/g;

/** A test of fact keys: true for parameters, and where a variable in the key is asked about in more than one place. */
export function repeatedConditions(unit: Unit, graph: Graph): (key: string) => boolean {
  const tests = new Set<TSESTree.Node>();
  for (const block of graph.blocks) {
    for (const edge of block.edges) {
      if (edge.kind === 'branch' || edge.kind === 'nullish') tests.add(edge.test);
      else if (edge.kind === 'case') tests.add(edge.clause);
    }
  }
  const counts = new Map<string, number>();
  for (const test of tests) {
    const asked = test.type === 'SwitchCase' ? test.parent : test;
    const node = asked.type === 'SwitchStatement' ? asked.discriminant : asked;
    const constant = constantOf(unit, node);
    const texts = [canonical(unit, node), constant && constant !== node ? canonical(unit, constant) : null];
    for (const token of new Set(texts.flatMap((text) => text?.match(TOKEN) ?? []))) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const parameters = parameterTokens(unit, graph.root);
  return (key) => isAbout(key, parameters) || (key.match(TOKEN) ?? ['']).some((token) => token === '' || (counts.get(token) ?? 0) > 1);
}

/**
 * Whether it is the caller who decides, by what he passes, if a function reads a response or hands it to him:
 * `options.stream ? res.body : res.json()`. He then knows, and the engine does not.
 */
export class CallTerms {
  readonly #parameters: ReadonlySet<string>;
  readonly #handed = new Map<number, ReadonlyMap<string, boolean>[]>();
  readonly #settled = new Map<number, ReadonlyMap<string, boolean>[]>();

  constructor(unit: Unit, root: CfgRoot) {
    this.#parameters = parameterTokens(unit, root);
  }

  handed(state: State): void {
    this.#note(this.#handed, state);
  }

  settled(state: State): void {
    this.#note(this.#settled, state);
  }

  /** True where every handing path knows something of the parameters that the reading paths deny. */
  decide({ id }: Site): boolean {
    const reading = this.#settled.get(id) ?? [];
    const handing = this.#handed.get(id) ?? [];
    return handing.length > 0 && handing.every((terms) => [...terms].some(([key, value]) => denies(reading, key, value)));
  }

  #note(notes: Map<number, ReadonlyMap<string, boolean>[]>, { site, known }: State): void {
    if (!site) return;
    const terms = new Map<string, boolean>();
    for (const [key, knowledge] of known) if (typeof key === 'string' && knowledge.kind === 'constant' && isAbout(key, this.#parameters)) terms.set(key, knowledge.value);
    notes.set(site.id, [...(notes.get(site.id) ?? []), terms]);
  }
}

function denies(reading: readonly ReadonlyMap<string, boolean>[], key: string, value: boolean): boolean {
  const answers = reading.map((terms) => terms.get(key)).filter((answer) => answer !== undefined);
  return answers.length > 0 && answers.every((answer) => answer !== value);
}

function isAbout(key: string, parameters: ReadonlySet<string>): boolean {
  return key.startsWith('this.') || (key.match(TOKEN) ?? []).some((token) => parameters.has(token));
}

function parameterTokens(unit: Unit, root: CfgRoot): ReadonlySet<string> {
  const variables = isFunction(root) ? unit.variablesOf(root).filter(({ defs }) => defs[0]?.type === 'Parameter') : [];
  return new Set(variables.map((variable) => variableToken(unit, variable)));
}
