/** Runs the plugin's rules in ESLint and collects their findings: ESLint applies disable comments, and findings keep their paths. */
import type { ESLint, Linter, Rule, SourceCode } from 'eslint';
import type { Program } from 'typescript';
import type { FileAnalysis } from '../findings/analyze-file.js';
import plugin from '../index.js';
import { analyze, settingsOf, sourceFile } from '../rules/analysis.js';
import { reports } from '../rules/index.js';
import type { Settings } from '../protocols/settings.js';
import type { SourceFile } from '../syntax/unit.js';
import type { Leak } from './result.js';

export const PREFIX = 'http-leak';

export interface EngineOptions {
  readonly strict: boolean;
  readonly types: boolean;
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
  const { configs } = plugin;
  return {
    plugin: { rules: Object.fromEntries(Object.entries(reports).map(([name, rule]) => [name, listen(rule)])) },
    rules: rulesOf(options.strict ? configs.strict : configs.recommended),
    reset: () => (observation = undefined),
    analysis: () => observation?.analysis,
    source: () => observation,
    programs: () => [...programs],
    forgetPrograms: () => programs.clear(),
    leaks: (file, messages) => (observation ? reported(file, observation, messages) : []),
  };
}

function rulesOf(config: readonly Linter.Config[]): Linter.RulesRecord {
  return Object.assign({}, ...config.map((entry) => entry.rules)) as Linter.RulesRecord;
}

function reported(
  file: string,
  { analysis, sourceCode }: Observation,
  messages: readonly Linter.LintMessage[],
): Leak[] {
  const leaks: Leak[] = [];
  for (const finding of analysis.findings) {
    const start = sourceCode.getLocFromIndex(finding.range[0]);
    const end = sourceCode.getLocFromIndex(finding.range[1]);
    const ruleId = `${PREFIX}/${finding.rule}`;
    const message = messages.find(
      (candidate) =>
        candidate.ruleId === ruleId && candidate.line === start.line && candidate.column === start.column + 1,
    );
    if (!message) continue;
    leaks.push({
      file,
      ruleId,
      line: start.line,
      column: start.column + 1,
      endLine: end.line,
      endColumn: end.column + 1,
      message: message.message,
      finding,
      text: sourceCode.text,
    });
  }
  return leaks;
}
