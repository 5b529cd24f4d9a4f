/** Turns the results of the runs of a file into findings: leaks by acquire site, faults by place. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import type { Summaries } from '../summaries/summaries.js';
import { acquireByName, injectable } from '../protocols/index.js';
import { isTransparent, isWithin } from '../syntax/nodes.js';
import { isFetchMocked } from '../types/fetch-mocks.js';
import { isEdgeHandler } from '../types/runtimes.js';
import type { Unit } from '../syntax/unit.js';
import type { Fault } from '../typestate/context.js';
import type { Leak } from '../typestate/leaks.js';
import type { RunResult } from '../typestate/run.js';
import { exitOf, holdersIn } from './exits.js';
import type { Exit, Finding, RuleName } from './finding.js';
import { inOwnNames } from './own-names.js';
import { isOnlyLookedAt } from './unused-agent.js';

/** The own run of every function of a file. */
export type Runs = ReadonlyMap<CfgRoot, RunResult>;

/** The leaks of all runs as findings, one for each acquire site. */
export function leakFindings(unit: Unit, summaries: Summaries, runs: Runs): Finding[] {
  const leaking = [...runs.values()].flatMap(({ leaks }) => leaks);
  if (leaking.length === 0) return [];
  const uses = new SiteUses(runs);
  const mocked = isFetchMocked(unit) ? acquireByName(injectable.call)!.acquire.client : null;
  const bySite = new Map<TSESTree.Node, Leak[]>();
  for (const leak of leaking) {
    const { node, protocol } = leak.site;
    if (leak.site.client === mocked) continue;
    if (protocol.isIdleAtFirst && isOnlyLookedAt(unit, summaries.oracle, node)) continue;
    const choice = choiceOf(node);
    bySite.set(choice, [...(bySite.get(choice) ?? []), leak]);
  }
  return [...bySite.values()].map((of): Finding => {
    const { site } = of[0]!;
    const { node } = site;
    const exits = distinct(of.map((leak) => exitOf(unit, leak))).sort((a, b) => a.range[0] - b.range[0]);
    return {
      rule: site.protocol.resource === 'agent' ? 'no-unclosed-agent' : 'no-unconsumed-body',
      range: node.range,
      line: node.loc.start.line,
      protocol: site.protocol.id,
      client: site.client,
      exits,
      // A resource that a helper acquires by a function of its caller, and leaks, is never returned to the caller.
      gives: of.every(({ before }) => before.site) ? givenBy(unit, summaries, node) : [],
      isUnused: uses.isUnused(node),
      remedy: inOwnNames(site.protocol.remedy, exits),
    };
  });
}

/** The faults of all runs as findings, one for each place. */
export function faultFindings(unit: Unit, runs: Runs): Finding[] {
  const all = [...runs.values()].flatMap((run) => run.faults);
  // Only the `fetch` of Node gives up a stream with its response.
  const faults = isEdgeHandler(unit) ? all.filter(({ kind }) => kind !== 'orphaned-body') : all;
  // Where a visible call passes what a function is given, that is the better source.
  const given = faults.filter(({ site }) => site.isGiven);
  const acquired = faults.filter(({ site }) => !site.isGiven);
  const byPlace = new Map([...given, ...acquired].map((fault) => [`${fault.kind} ${fault.node.range.join()}`, fault]));
  return [...byPlace.values()].map(({ kind, node, site, cause, mayGetNothing }) => ({
    rule: FAULTS[kind].rule,
    range: node.range,
    line: node.loc.start.line,
    protocol: site.protocol.id,
    client: site.client,
    exits: [],
    gives: [],
    isUnused: false,
    cause: {
      range: cause.range,
      line: cause.loc.start.line,
      ...(kind === 'cut-read' && { isRead: true }),
      ...(mayGetNothing && { mayGetNothing }),
      ...(site.isGiven && { isObject: true }),
      ...(kind === 'body-reuse' && isOf(unit.ast, site.node) && { acquired: site.node.range }),
    },
    remedy: FAULTS[kind].remedy,
  }));
}

function isOf(ast: TSESTree.Program, node: TSESTree.Node): boolean {
  let root = node;
  while (root.parent) root = root.parent;
  return root === ast;
}

const FAULTS: Readonly<Record<Fault['kind'], { readonly rule: RuleName; readonly remedy: string }>> = {
  'locked-cancel': {
    rule: 'no-locked-cancel',
    remedy:
      'Cancel only a body that is not locked (`if (res.body && !res.body.locked)`), or cancel only on the paths that do not read it.',
  },
  'body-reuse': {
    rule: 'no-body-reuse',
    remedy: 'Read it once and keep the result, or read a `clone()` that was made before the first read.',
  },
  'premature-close': {
    rule: 'no-premature-close',
    remedy: 'Read the body before the agent is closed, or close the agent in the code that reads the body.',
  },
  'cut-read': {
    rule: 'no-premature-close',
    remedy:
      'Await the read before the agent is destroyed (`return await …`), or close the agent: that waits for the read.',
  },
  'orphaned-body': {
    rule: 'no-orphaned-body',
    remedy: 'Keep the response for as long as its body is read, or hand on the response itself.',
  },
};

/** Whether a resource is used, over all runs of a file. */
class SiteUses {
  readonly #ended = new Set<TSESTree.Node>();
  readonly #leakedBy = new Map<TSESTree.Node, Set<CfgRoot>>();
  readonly #givenBy = new Map<TSESTree.Node, Set<CfgRoot>>();

  constructor(runs: Runs) {
    for (const [root, { ended, leaks, given }] of runs) {
      for (const node of ended) this.#ended.add(node);
      for (const { site } of leaks)
        this.#leakedBy.set(site.node, new Set([...(this.#leakedBy.get(site.node) ?? []), root]));
      for (const { site, by } of given)
        if (by === 'return') this.#givenBy.set(site.node, new Set([...(this.#givenBy.get(site.node) ?? []), root]));
    }
  }

  /** A callback that returns the resource passes it to the enclosing function, which then leaks it. */
  isUnused(node: TSESTree.Node): boolean {
    const leaking = [...(this.#leakedBy.get(node) ?? [])];
    return (
      !this.#ended.has(node) &&
      [...(this.#givenBy.get(node) ?? [])].every((giver) =>
        leaking.some((root) => root !== giver && isWithin(giver, root)),
      )
    );
  }
}

function givenBy(unit: Unit, summaries: Summaries, node: TSESTree.Node): Finding['gives'] {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  return summaries
    .acquired(unit, node)
    .filter(({ site }) => site.node === node)
    .flatMap(({ value }) => holdersIn(value));
}

/** The alternatives of `secure ? new https.Agent(…) : new http.Agent(…)` count as one acquisition. */
function choiceOf(node: TSESTree.Node): TSESTree.Node {
  let choice = node;
  for (let at = node, { parent } = node; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'ConditionalExpression' && parent.test !== at) choice = parent;
    else if (parent.type !== 'AwaitExpression' && !isTransparent(parent)) break;
  }
  return choice;
}

function distinct(exits: readonly Exit[]): Exit[] {
  const byPlace = new Map<string, Exit>();
  for (const exit of exits) {
    // `await work()` may throw in the call and in the `await`; both are reported as one place.
    const place = `${exit.kind} ${exit.kind === 'exception' ? exit.range[1] : exit.range.join()}`;
    const known = byPlace.get(place);
    if (!known || exit.path.length < known.path.length) byPlace.set(place, exit);
  }
  return [...byPlace.values()];
}
