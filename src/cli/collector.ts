/** Runs the plugin's rules in ESLint and collects their findings: ESLint applies disable comments, and findings keep their paths. */
import type { ESLint, Linter, Rule, SourceCode } from 'eslint';
import type { Program } from 'typescript';
import type { FileAnalysis } from '../findings/analyze-file.js';
import type { Finding, RuleName } from '../findings/finding.js';
import plugin from '../index.js';
import { analyze, settingsOf, sourceFile } from '../rules/analysis.js';
import { reports } from '../rules/index.js';
import type { Settings } from '../protocols/settings.js';
import type { SourceFile } from '../syntax/unit.js';
import { identify } from './identity.js';
import { blanketsOf, type Blanket } from './old-code/disabled.js';
import type { Leak } from './result.js';

export const PREFIX = 'http-leak';

export interface EngineOptions {
  readonly strict: boolean;
  readonly types: boolean;
  /** The rules to run; by default those of `recommended` or `strict`. */
  readonly rules?: readonly RuleName[] | undefined;
}

export interface Source {
  readonly source: SourceFile;
  readonly analysis: FileAnalysis;
  readonly settings: Settings;
}

/** The analysis of the file that was linted last. */
interface Observation extends Source {
  readonly sourceCode: SourceCode;
}

export interface Collector {
  /** The plugin to register under `PREFIX`, and the rules to turn on. */
  readonly plugin: ESLint.Plugin;
  readonly rules: Linter.RulesRecord;
  /** Drops the data of the last file. Call it before each lint of a file. */
  reset(): void;
  /** The analysis of the last file, or undefined if no rule ran on it. */
  analysis(): FileAnalysis | undefined;
  /** The last file as the engine sees it, with the user's settings for it, or undefined if no rule ran on it. */
  source(): Source | undefined;
  /** The programs that files were read with since `forgetPrograms` was called. */
  programs(): readonly Program[];
  forgetPrograms(): void;
  /** The findings of the last file whose report is among `messages`. */
  leaks(file: string, messages: readonly Linter.LintMessage[]): Leak[];
  /** The others, which comments of the file disable. */
  disabled(file: string, messages: readonly Linter.LintMessage[]): Disabled;
}

export interface Disabled {
  readonly leaks: number;
  /** The comments without the name of a rule among those that disable them. */
  readonly blankets: readonly Blanket[];
}

/** Wraps the rules of the plugin's `recommended` or `strict` configuration. */
export function createCollector(options: EngineOptions): Collector {
  let observation: Observation | undefined;
  const programs = new Set<Program>();
  const listen = (rule: Rule.RuleModule): Rule.RuleModule => ({
    ...rule,
    create(context) {
      const { sourceCode } = context;
      const { program } = sourceCode.parserServices as { program?: Program | null };
      if (program) programs.add(program);
      observation ??= {
        analysis: analyze(context, options),
        sourceCode,
        source: sourceFile(context),
        settings: settingsOf(context).settings,
      };
      return rule.create(context);
    },
  });
  const rules = rulesOf(options);
  return {
    plugin: { rules: Object.fromEntries(Object.entries(reports).map(([name, rule]) => [name, listen(rule)])) },
    rules,
    reset: () => (observation = undefined),
    analysis: () => observation?.analysis,
    source: () => observation,
    programs: () => [...programs],
    forgetPrograms: () => programs.clear(),
    leaks: (file, messages) => (observation ? reported(file, observation, messages) : []),
    disabled: (file, messages) =>
      observation ? disabledIn(file, observation, messages, new Set(Object.keys(rules))) : { leaks: 0, blankets: [] },
  };
}

function rulesOf({ strict, rules }: EngineOptions): Linter.RulesRecord {
  const { configs } = plugin;
  const all = Object.assign({}, ...configs.strict.map((entry) => entry.rules)) as Linter.RulesRecord;
  const usual = strict ? configs.strict : configs.recommended;
  const names = rules?.map(ruleId) ?? usual.flatMap((entry) => Object.keys(entry.rules ?? {}));
  return Object.fromEntries(names.map((name) => [name, all[name]!]));
}

const ruleId = (rule: RuleName): string => `${PREFIX}/${rule}`;

/** A finding in the terms of ESLint. */
interface Place {
  readonly ruleId: string;
  /** 1-based, as the columns. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function placeOf({ rule, range }: Finding, sourceCode: SourceCode): Place {
  const start = sourceCode.getLocFromIndex(range[0]);
  const end = sourceCode.getLocFromIndex(range[1]);
  return {
    ruleId: ruleId(rule),
    line: start.line,
    column: start.column + 1,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}

const messageAt = (place: Place, messages: readonly Linter.LintMessage[]): Linter.LintMessage | undefined =>
  messages.find(
    ({ ruleId: id, line, column }) => id === place.ruleId && line === place.line && column === place.column,
  );

function reported(
  file: string,
  { analysis, sourceCode }: Observation,
  messages: readonly Linter.LintMessage[],
): Leak[] {
  const found = analysis.findings.flatMap((finding) => {
    const place = placeOf(finding, sourceCode);
    const message = messageAt(place, messages);
    return message ? [{ finding, place, message: message.message }] : [];
  });
  const identities = identify(
    sourceCode,
    found.map(({ finding }) => finding),
  );
  return found.map(({ finding, place, message }) => ({
    file,
    ...place,
    message,
    finding,
    text: sourceCode.text,
    identity: identities.get(finding)!,
  }));
}

function disabledIn(
  file: string,
  { analysis, sourceCode }: Observation,
  messages: readonly Linter.LintMessage[],
  rules: ReadonlySet<string>,
): Disabled {
  const disabled = analysis.findings
    .map((finding) => placeOf(finding, sourceCode))
    .filter((place) => rules.has(place.ruleId) && !messageAt(place, messages))
    .map((place) => ({ ...place, rule: place.ruleId }));
  return { leaks: disabled.length, blankets: blanketsOf(file, sourceCode, disabled) };
}
