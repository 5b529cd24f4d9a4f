/** `http-leak explain`: parses one file the way a scan does and asks the engine why. */
import type { Rule } from 'eslint';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { explainFunctions, explainLine } from '../findings/explain.js';
import { settingsOf, sourceFile } from '../rules/analysis.js';
import type { ExplainArguments } from './args.js';
import { PREFIX } from './collector.js';
import { reason } from './discover.js';
import { Reader } from './reader.js';
import { describeProblem } from './reporters/pretty.js';
import type { Problem } from './result.js';

export interface Explanation {
  /** Absent where the file could not be read. */
  readonly lines?: readonly string[];
  /** What stood in the way; one line. */
  readonly problem?: string;
}

/** Explains a line of a file, or all its functions. Never throws for what is in the file. */
export async function explainFile({ file, line, strict, types }: ExplainArguments, cwd: string): Promise<Explanation> {
  const absolute = path.resolve(cwd, file);
  let text: string;
  try {
    text = await readFile(absolute, 'utf8');
  } catch (error) {
    return { problem: reason(error) };
  }
  let lines: readonly string[] | undefined;
  const rule: Rule.RuleModule = {
    create: (context) => ({
      'Program:exit'() {
        const source = sourceFile(context);
        const options = { strict, types, settings: settingsOf(context).settings, filename: context.filename };
        lines = line === undefined ? explainFunctions(source, options) : explainLine(source, options, line);
      },
    }),
  };
  const rules = { plugin: { rules: { explain: rule } }, rules: { [`${PREFIX}/explain`]: 'error' as const }, reset: () => {}, programs: () => [], forgetPrograms: () => {} };
  const reader = new Reader([absolute], { cwd, types }, rules);
  let unread: Problem | null = null;
  for (const [readable] of reader.batches()) {
    const result = readable && (await reader.read(readable, text));
    if (result && 'problem' in result) unread = result.problem;
  }
  const problem = unread ?? reader.problems[0];
  const words = problem && describeProblem(problem, cwd);
  if (lines) return { lines, ...(words === undefined ? {} : { problem: words }) };
  return { problem: words ?? `${file}: no parser reads it` };
}
