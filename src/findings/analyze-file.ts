/**
 * The whole pipeline for one file: what is parsed goes in, sorted findings come out.
 *
 *   unit       index variables and scopes, pick up type information
 *   calls      find the calls of every function, and the functions that are given a response
 *   own runs   build each function's graph and solve it; callees are summarised on demand
 *   findings   gather the leaks by acquire site, with the words and the path of each exit, and the faults by place
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { NO_SETTINGS, settingsKey, type Settings } from '../protocols/settings.js';
import { callIndexOf } from '../summaries/call-index.js';
import { Summaries } from '../summaries/summaries.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import type { Finding } from './finding.js';
import { faultFindings, leakFindings, type Runs } from './collect-findings.js';

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
  /**
   * Functions too large or too strange to follow, and resources that only paths leave open which may be impossible;
   * they yield no finding.
   */
  readonly givenUp: readonly { readonly line: number; readonly reason: string }[];
  /** Type information was used. */
  readonly typed: boolean;
}

const analyses = new WeakMap<TSESTree.Program, Map<string, FileAnalysis>>();
const inferences = new WeakMap<TSESTree.Program, Map<string, Inference>>();
const summariesByOwner = new WeakMap<object, Map<string, Summaries>>();

/** Analyses a file, once for each AST and pair of options. Never throws for odd code: that is counted in `givenUp`. */
export function analyzeFile(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions): FileAnalysis {
  const key = `${options.strict} ${options.types} ${settingsKey(options.settings ?? NO_SETTINGS)}`;
  let known = analyses.get(source.ast);
  if (!known) analyses.set(source.ast, (known = new Map<string, FileAnalysis>()));
  let analysis = known.get(key);
  if (!analysis) known.set(key, (analysis = guarded(source, options)));
  return analysis;
}

/** An error of ours costs the findings of the file, never the lint run. */
function guarded(
  { ast, text, scopeManager, visitorKeys, parserServices, parser, imports }: Omit<SourceFile, 'filename'>,
  options: AnalysisOptions,
): FileAnalysis {
  try {
    return analyze(
      { ast, text, scopeManager, visitorKeys, parserServices, parser, imports, filename: options.filename },
      options,
    );
  } catch (error) {
    if (process.env['HTTP_LEAK_THROW'] === '1') throw error;
    return {
      findings: [],
      functions: 0,
      givenUp: [{ line: 1, reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }],
      typed: false,
    };
  }
}

/** A file as the engine knows it, and what has been inferred from it and from the program it belongs to. */
export interface Inference {
  readonly unit: Unit;
  readonly summaries: Summaries;
}

/** The inference that an analysis with the same options rests on, for whoever asks more of it. */
export function inferenceFor(
  source: SourceFile,
  { strict, types, settings = NO_SETTINGS }: Omit<AnalysisOptions, 'filename'>,
): Inference {
  let known = inferences.get(source.ast);
  if (!known) inferences.set(source.ast, (known = new Map<string, Inference>()));
  const key = `${strict} ${types} ${settingsKey(settings)}`;
  let inference = known.get(key);
  if (!inference) {
    const given = new Unit(source, types);
    const summaries = summariesFor(given, strict, settings);
    known.set(key, (inference = { unit: summaries.oracle.adopt(given), summaries }));
  }
  return inference;
}

function analyze(source: SourceFile, options: AnalysisOptions): FileAnalysis {
  const inference = inferenceFor(source, options);
  const { unit, summaries } = inference;
  const runs = runsOf(inference, callIndexOf(unit, summaries.oracle).byRoot.keys());
  // An AST is large: it is kept for what has been inferred from it.
  if (unit.ast === source.ast && !summaries.graphs.hasFollowed(unit)) summaries.oracle.forget(unit);
  return {
    findings: findingsOf(inference, runs),
    functions: runs.size,
    givenUp: [...runs].flatMap(([root, { uncertain }]) => [
      ...givenUp(summaries, root),
      ...uncertain.map((node) => ({ line: node.loc.start.line, reason: 'more cases meet than are kept apart' })),
    ]),
    typed: unit.services !== null,
  };
}

/** What is found in some functions of a file, sorted by position. */
export function findingsIn(inference: Inference, roots: Iterable<CfgRoot>): Finding[] {
  return findingsOf(inference, runsOf(inference, roots));
}

const runsOf = ({ unit, summaries }: Inference, roots: Iterable<CfgRoot>): Runs =>
  new Map([...roots].map((root) => [root, summaries.own(unit, root)]));

const findingsOf = ({ unit, summaries }: Inference, runs: Runs): Finding[] =>
  [...leakFindings(unit, summaries, runs), ...faultFindings(runs)].sort(
    (a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1],
  );

function givenUp(summaries: Summaries, root: CfgRoot): FileAnalysis['givenUp'] {
  const reason = summaries.graphs.whyGivenUp(root);
  return reason === undefined ? [] : [{ line: root.loc.start.line, reason }];
}

/** Summaries live as long as the program they rest on; without one, as long as the files that are imported stay as they are. */
function summariesFor(unit: Unit, strict: boolean, settings: Settings): Summaries {
  const owner: object = unit.services?.program ?? unit.imports?.owner ?? unit.ast;
  let byMode = summariesByOwner.get(owner);
  if (!byMode) summariesByOwner.set(owner, (byMode = new Map<string, Summaries>()));
  const mode = `${strict} ${settingsKey(settings)}`;
  let summaries = byMode.get(mode);
  if (!summaries) byMode.set(mode, (summaries = new Summaries(unit, strict, settings)));
  return summaries;
}
