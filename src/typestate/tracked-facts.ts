/** Which conditions of a function are worth remembering: those about something that another condition asks again. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Graph } from '../cfg/index.js';
import { constantOf } from '../syntax/constants.js';
import type { Unit } from '../syntax/unit.js';
import { isAbout, parameterTokens } from './handout-conditions.js';
import { termOf } from './terms.js';

/** A variable, or a member of one, as facts mention it. */
const SUBJECT = /«\d+»(?:\.\w+)*/g;

export interface TrackedFacts {
  /** The condition may be asked again: paths that differ in it are kept apart. */
  readonly isRepeated: (key: string) => boolean;
  /** It may be asked again, or it is about what the caller has passed: it is remembered while all paths agree. */
  readonly isWorthKnowing: (key: string) => boolean;
}

/** Which facts matter, by the subjects that the tests of a function ask about. */
export function trackedFacts(unit: Unit, graph: Graph): TrackedFacts {
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
    const texts = [termOf(unit, node), constant !== node ? termOf(unit, constant) : null];
    for (const subject of new Set(texts.flatMap((text) => text?.match(SUBJECT) ?? [])))
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
  }
  const parameters = parameterTokens(unit, graph.root);
  const isRepeated = (key: string): boolean =>
    (key.match(SUBJECT) ?? ['']).some((subject) => subject === '' || (counts.get(subject) ?? 0) > 1);
  return { isRepeated, isWorthKnowing: (key) => isRepeated(key) || isAbout(key, parameters) };
}
