/**
 * The pipeline for one file: the input is a parsed file, the output is a sorted list of findings.
 *
 *   unit       index variables and scopes, pick up type information
 *   calls      find the calls of every function, and the functions that get a response
 *   own runs   build each function's graph and solve it; callees are summarised on demand
 *   findings   group the leaks by acquire site, with the text and the path of each exit, and the faults by place
 */
import type { TSESTree } from '@typescript-eslint/utils';
import type { CfgRoot } from '../cfg/index.js';
import { mayReadBodies } from '../protocols/capabilities.js';
import { NO_SETTINGS, settingsKey, type Settings } from '../protocols/settings.js';
import { callIndexOf } from '../summaries/call-index.js';
import { Summaries } from '../summaries/summaries.js';
import { Unit, type SourceFile } from '../syntax/unit.js';
import type { Finding } from './finding.js';
import { faultFindings, leakFindings, type Runs } from './collect-findings.js';

export interface AnalysisOptions {
  /** Also report leaks that occur only if a call throws. */
  readonly strict: boolean;
  /** Use type information where the parser supplies it. */
  readonly types: boolean;
  readonly filename: string;
  /** The user's declarations of clients and helpers. */
  readonly settings?: Settings;
}

export interface FileAnalysis {
  readonly findings: readonly Finding[];
  /** The number of functions, class initializers and modules in the file. */
  readonly functions: number;
  /**
   * Functions that are too large or cannot be analysed, and resources that are left open only on paths that may be impossible.
   * They have no finding.
   */
  readonly givenUp: readonly { readonly line: number; readonly reason: string }[];
  /** Type information was used. */
  readonly typed: boolean;
}

const analyses = new WeakMap<TSESTree.Program, Map<string, FileAnalysis>>();
const inferences = new WeakMap<TSESTree.Program, Map<string, Inference>>();
const summariesByOwner = new WeakMap<object, Map<string, Summaries>>();

/** Analyses a file, once for each AST and pair of options. Never throws: code that cannot be analysed is counted in `givenUp`. */
export function analyzeFile(source: Omit<SourceFile, 'filename'>, options: AnalysisOptions): FileAnalysis {
  const key = `${options.strict} ${options.types} ${settingsKey(options.settings ?? NO_SETTINGS)}`;
  let known = analyses.get(source.ast);
  if (!known) analyses.set(source.ast, (known = new Map<string, FileAnalysis>()));
  let analysis = known.get(key);
  if (!analysis) known.set(key, (analysis = guarded(source, options)));
  return analysis;
}

/** After an internal error the file has no findings, but the lint run continues. */
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

/** The unit of a file, and the summaries of the file and its program. */
export interface Inference {
  readonly unit: Unit;
  readonly summaries: Summaries;
}

/** The inference of an analysis with the same options, for further queries. */
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
  const mayFollow = mayReadBodies(unit.facts.names) || summaries.oracle.mayAcquire(unit, unit.ast);
  const roots = mayFollow ? callIndexOf(unit, summaries.oracle).byRoot.keys() : [];
  const runs = runsOf(inference, roots);
  // An AST is large: it is kept only if results depend on it.
  if (unit.ast === source.ast && !summaries.graphs.hasFollowed(unit)) summaries.oracle.forget(unit);
  return {
    findings: findingsOf(inference, runs),
    get functions() {
      return callIndexOf(unit, summaries.oracle).byRoot.size;
    },
    givenUp: [...runs].flatMap(([root, { uncertain }]) => [
      ...givenUp(summaries, root),
      ...uncertain.map((node) => ({
        line: node.loc.start.line,
        reason: 'too many states meet at one point and were merged',
      })),
    ]),
    typed: unit.services !== null,
  };
}

/** The findings in some functions of a file, sorted by position. */
export function findingsIn(inference: Inference, roots: Iterable<CfgRoot>): Finding[] {
  return findingsOf(inference, runsOf(inference, roots));
}

const runsOf = ({ unit, summaries }: Inference, roots: Iterable<CfgRoot>): Runs =>
  new Map([...roots].map((root) => [root, summaries.own(unit, root)]));

const findingsOf = ({ unit, summaries }: Inference, runs: Runs): Finding[] =>
  [...leakFindings(unit, summaries, runs), ...faultFindings(unit, runs)].sort(
    (a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1],
  );

function givenUp(summaries: Summaries, root: CfgRoot): FileAnalysis['givenUp'] {
  const reason = summaries.graphs.whyGivenUp(root);
  return reason === undefined ? [] : [{ line: root.loc.start.line, reason }];
}

/** Summaries live as long as their program; without a program, until an imported file changes. */
function summariesFor(unit: Unit, strict: boolean, settings: Settings): Summaries {
  const owner: object = unit.services?.program ?? unit.imports?.owner ?? unit.ast;
  let byMode = summariesByOwner.get(owner);
  if (!byMode) summariesByOwner.set(owner, (byMode = new Map<string, Summaries>()));
  const mode = `${strict} ${settingsKey(settings)}`;
  let summaries = byMode.get(mode);
  if (!summaries) byMode.set(mode, (summaries = new Summaries(unit, strict, settings)));
  return summaries;
}
