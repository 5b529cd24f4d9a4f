/** Which conditions of a function are worth remembering: those about something that another condition asks again. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Graph } from '../cfg/index.js';
import { constantOf } from '../syntax/constants.js';
import type { Unit } from '../syntax/unit.js';
import { isAbout, parameterTokens } from './call-terms.js';
import { canonical } from './conditions.js';

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
