/** Runs the engine for one question of the playground, as the rules do in ESLint. */
import { pathsOf, placeFinder } from '../../src/cli/reporters/witness.js';
import { explainFunctions, explainLine } from '../../src/explain/explain.js';
import { analyzeFile, type AnalysisOptions } from '../../src/findings/analyze-file.js';
import type { Finding } from '../../src/findings/finding.js';
import { messageOf } from '../../src/findings/wording.js';
import type { FixPlan } from '../../src/fixes/fix-plan.js';
import { planFixes } from '../../src/fixes/plan.js';
import { applyEdits } from '../../src/fixes/text/edits.js';
import { InvalidSettings, NO_SETTINGS, parseSettings, type Settings } from '../../src/protocols/settings.js';
import type { SourceFile } from '../../src/syntax/unit.js';
import type { Answer, Question, ShownFinding, ShownStep } from './protocol.js';

/** Throws if the text does not parse. */
export type Parse = (text: string, filename: string) => SourceFile;

/** Code and settings that cannot be read are told as `problem`. */
export function answer(question: Question, parse: Parse): Answer {
  const { id, code, language, rules, strict, release } = question;
  const empty = { id, findings: [], givenUp: [], isTyped: false, explanation: null };
  let settings: Settings;
  let source: SourceFile;
  const filename = `/file.${language}`;
  try {
    settings = settingsIn(question.settings);
    source = parse(code, filename);
  } catch (error) {
    return { ...empty, problem: problemOf(error) };
  }
  const options: AnalysisOptions = { strict, types: true, filename, settings };
  const { findings, givenUp, typed } = analyzeFile(source, options);
  const own = findings.filter(({ rule }) => rules.includes(rule));
  const plans = own.length > 0 ? planFixes(source, findings, own, { ...options, release }) : [];
  return {
    id,
    problem: null,
    findings: own.map((finding, index) => shown(finding, plans[index]!, code)),
    givenUp,
    isTyped: typed,
    explanation: question.explain
      ? {
          line: question.explain.line === null ? [] : explainLine(source, options, question.explain.line),
          functions: explainFunctions(source, options),
        }
      : null,
  };
}

function settingsIn(json: string): Settings {
  if (json.trim() === '') return NO_SETTINGS;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new InvalidSettings(`the settings are no JSON: ${(error as Error).message}`);
  }
  return parseSettings(value);
}

function problemOf(error: unknown): NonNullable<Answer['problem']> {
  if (!(error instanceof Error)) return { message: String(error) };
  if (error instanceof InvalidSettings) return { message: error.message };
  // The parser says where it stopped.
  const at = (error as { readonly location?: { readonly start: { readonly offset: number } } }).location;
  return { message: error.message, ...(at ? { at: at.start.offset } : {}) };
}

function shown(finding: Finding, { verdict, title, reason, edits }: FixPlan, code: string): ShownFinding {
  return {
    rule: finding.rule,
    range: finding.range,
    line: finding.line,
    message: messageOf(finding),
    paths: shownPaths(finding, code),
    repair: { verdict, title, reason, edits, after: applyEdits(code, edits) },
  };
}

/** The steps as the command words them, with their offsets. */
function shownPaths(finding: Finding, code: string): ShownStep[][] {
  const starts = [0];
  for (const { index, 0: end } of code.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) starts.push(index + end.length);
  const offset = (line: number, column: number): number => starts[line - 1]! + column - 1;
  const leak = { finding, text: code, ...placeFinder(code)(finding.range) };
  return pathsOf(leak, '/').map((steps) =>
    steps.map(({ line, column, endLine, endColumn, text }) => ({
      range: [offset(line, column), offset(endLine, endColumn)] as const,
      line,
      text,
    })),
  );
}
