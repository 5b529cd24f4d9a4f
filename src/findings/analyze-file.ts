/**
 * The whole pipeline for one file: what is parsed goes in, sorted findings come out.
 *
 *   unit       index variables and scopes, pick up type information
 *   calls      find the calls of every function, and the functions that are given a response
 *   own runs   build each function's graph and solve it; callees are summarised on demand
 *   findings   gather the leaks by acquire site, with the words and the path of each exit
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { NO_SETTINGS, type Settings } from '../protocols/settings.js';
import { callsOf } from '../summaries/calls-of.js';
import { Summaries } from '../summaries/summaries.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import { isTransparent } from '../syntax/nodes.js';
import type { Fault } from '../typestate/context.js';
import type { CfgRoot } from '../cfg/index.js';
import type { Leak } from '../typestate/losses.js';
import type { RunResult } from '../typestate/run.js';
import { exitOf, holdersIn } from './exits.js';
import type { Exit, Finding, RuleName } from './finding.js';
import { isOnlyLookedAt } from './idle.js';

export interface AnalysisOptions {
  /** Report also what needs a call to throw that merely might. */
  readonly strict: boolean;
  /** Use type information where the parser supplies it. */
  readonly types: boolean;
  readonly filename: string;
  /** What the user declares about clients and helpers of his own. */
  readonly settings?: Settings;
}

export interface FileAnalysis {
  readonly findings: readonly Finding[];
  /** How many functions, class pieces and modules the file has. */
  readonly functions: number;
  /** Functions too large or too strange to follow; they yield no finding. */
  readonly givenUp: readonly { readonly line: number; readonly reason: string }[];
  /** Type information was used. */
  readonly typed: boolean;
}

const analyses = new WeakMap<TSESTree.Program, Map<string, FileAnalysis>>();
const engines = new WeakMap<object, Map<string, Summaries>>();
const settingsKeys = new WeakMap<Settings, string>();

/** Analyses a file, once for each AST and pair of options. Never throws for odd code: that is counted in `givenUp`. */
export function analyzeFile(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions): FileAnalysis {
  const key = `${options.strict} ${options.types} ${settingsKey(options.settings)}`;
  let known = analyses.get(source.ast);
  if (!known) analyses.set(source.ast, (known = new Map<string, FileAnalysis>()));
  let analysis = known.get(key);
  if (!analysis) known.set(key, (analysis = guarded(source, options)));
  return analysis;
}

/** An error of ours costs the findings of the file, never the lint run. */
function guarded({ ast, text, scopeManager, visitorKeys, parserServices }: Omit<SourceFile, 'filename'>, options: AnalysisOptions): FileAnalysis {
  try {
    return analyze({ ast, text, scopeManager, visitorKeys, parserServices, filename: options.filename }, options);
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return { findings: [], functions: 0, givenUp: [{ line: 1, reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }], typed: false };
  }
}

function analyze(source: SourceFile, { strict, types, settings = NO_SETTINGS }: AnalysisOptions): FileAnalysis {
  const given = new Unit(source, types);
  const summaries = engineFor(given, strict, settings);
  const unit = summaries.oracle.adopt(given);
  const { byRoot } = callsOf(unit, summaries.oracle);
  const leaks: Leak[] = [];
  const faults: Fault[] = [];
  const uses = new SiteUses();
  const givenUp: { line: number; reason: string }[] = [];
  for (const root of byRoot.keys()) {
    const result = summaries.own(unit, root);
    leaks.push(...result.leaks);
    uses.add(root, result);
    faults.push(...result.faults);
    const reason = summaries.givenUp(root)?.reason;
    if (reason !== undefined) givenUp.push({ line: root.loc.start.line, reason });
  }
  // An AST is large: it is kept for what has been inferred from it.
  if (!summaries.hasFollowed(unit)) summaries.oracle.forget(given);
  const findings = [...gather(unit, summaries, leaks.filter((leak) => strict || !leak.implicit), uses), ...broken(faults)].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  return { findings, functions: byRoot.size, givenUp, typed: unit.services !== null };
}

/** Equal for settings that say the same. */
function settingsKey(settings: Settings = NO_SETTINGS): string {
  let key = settingsKeys.get(settings);
  if (key === undefined) settingsKeys.set(settings, (key = JSON.stringify(settings, (name, value: unknown) => (name === 'protocol' ? (value as { id: string }).id : value))));
  return key;
}

/** Summaries live as long as the program they rest on; without one, as long as the file. */
function engineFor(unit: Unit, strict: boolean, settings: Settings): Summaries {
  const program: object = unit.services?.program ?? unit.ast;
  let byMode = engines.get(program);
  if (!byMode) engines.set(program, (byMode = new Map<string, Summaries>()));
  const mode = `${strict} ${settingsKey(settings)}`;
  let engine = byMode.get(mode);
  if (!engine) byMode.set(mode, (engine = new Summaries(unit, strict, settings)));
  return engine;
}

/** Whether anybody wants a resource, over all runs of a file. */
class SiteUses {
  readonly #ended = new Set<TSESTree.Node>();
  readonly #leakedBy = new Map<TSESTree.Node, Set<CfgRoot>>();
  readonly #givenBy = new Map<TSESTree.Node, Set<CfgRoot>>();

  add(root: CfgRoot, { ended, leaks, given }: RunResult): void {
    for (const node of ended) this.#ended.add(node);
    for (const { site } of leaks) this.#leakedBy.set(site.node, new Set([...(this.#leakedBy.get(site.node) ?? []), root]));
    for (const { site, by } of given) if (by === 'return') this.#givenBy.set(site.node, new Set([...(this.#givenBy.get(site.node) ?? []), root]));
  }

  /** A callback that returns the resource gives it to the function around it, which then is the one that leaks it. */
  isUnused(node: TSESTree.Node): boolean {
    const leaking = [...(this.#leakedBy.get(node) ?? [])];
    return !this.#ended.has(node) && [...(this.#givenBy.get(node) ?? [])].every((giver) => leaking.some((root) => root !== giver && root.range[0] <= giver.range[0] && giver.range[1] <= root.range[1]));
  }
}

function gather(unit: Unit, summaries: Summaries, leaks: readonly Leak[], uses: SiteUses): Finding[] {
  const bySite = new Map<TSESTree.Node, Leak[]>();
  for (const leak of leaks) {
    const { node, protocol } = leak.site;
    if (protocol.isIdleAtFirst && isOnlyLookedAt(unit, summaries.oracle, node)) continue;
    const choice = choiceOf(node);
    bySite.set(choice, [...(bySite.get(choice) ?? []), leak]);
  }
  return [...bySite.values()].map((of): Finding => {
    const { site } = of[0]!;
    const { node } = site;
    return {
      rule: site.protocol.resource === 'agent' ? 'no-unclosed-agent' : 'no-unconsumed-body',
      range: node.range,
      line: node.loc.start.line,
      protocol: site.protocol.id,
      client: site.client,
      exits: distinct(of.map((leak) => exitOf(unit, leak))).sort((a, b) => a.range[0] - b.range[0]),
      // What a helper loses of what it was told to acquire, its caller never sees.
      gives: of.every(({ before }) => before.site) ? givenBy(unit, summaries, node) : [],
      isUnused: uses.isUnused(node),
      remedy: site.protocol.remedy,
    };
  });
}

function givenBy(unit: Unit, summaries: Summaries, node: TSESTree.Node): Finding['gives'] {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
  return summaries.acquired(unit, node).filter(({ site }) => site.node === node).flatMap(({ value }) => holdersIn(value));
}

/** `secure ? new https.Agent(…) : new http.Agent(…)` in one line is one acquisition to whoever reads it. */
function choiceOf(node: TSESTree.Node): TSESTree.Node {
  let choice = node;
  for (let at = node, { parent } = node; parent; at = parent, parent = parent.parent) {
    if (parent.type === 'ConditionalExpression' && parent.test !== at) choice = parent.loc.start.line === parent.loc.end.line ? parent : choice;
    else if (parent.type !== 'AwaitExpression' && !isTransparent(parent)) break;
  }
  return choice;
}

function broken(faults: readonly Fault[]): Finding[] {
  const byPlace = new Map(faults.map((fault) => [`${fault.kind} ${fault.node.range.join()}`, fault]));
  return [...byPlace.values()].map(({ kind, node, site, cause }) => ({
    rule: FAULTS[kind].rule,
    range: node.range,
    line: node.loc.start.line,
    protocol: site.protocol.id,
    client: site.client,
    exits: [],
    gives: [],
    isUnused: false,
    cause: { range: cause.range, line: cause.loc.start.line },
    remedy: FAULTS[kind].remedy,
  }));
}

const FAULTS: Readonly<Record<Fault['kind'], { readonly rule: RuleName; readonly remedy: string }>> = {
  'locked-cancel': { rule: 'no-locked-cancel', remedy: 'Cancel only what nobody has read (`if (res.body && !res.body.locked)`), or only on the paths that do not read it.' },
  'premature-close': { rule: 'no-premature-close', remedy: 'Read the body before the agent is closed, or let whoever reads it close the agent.' },
  'orphaned-body': { rule: 'no-orphaned-body', remedy: 'Keep the response for as long as its body is read, or hand on the response itself.' },
};

function distinct(exits: readonly Exit[]): Exit[] {
  const byPlace = new Map<string, Exit>();
  for (const exit of exits) {
    // `await work()` may throw twice, by the call and by the `await`; to a person that is one place.
    const place = exit.kind === 'exception' ? `line ${exit.line}` : `${exit.kind} ${exit.range.join()}`;
    const known = byPlace.get(place);
    if (!known || exit.path.length < known.path.length) byPlace.set(place, exit);
  }
  return [...byPlace.values()];
}

