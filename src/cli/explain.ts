/** `http-leak explain`: parses one file as a scan does and lets the engine explain it. */
import type { Rule } from 'eslint';
import path from 'node:path';
import { explainFunctions, explainLine } from '../explain/explain.js';
import { settingsOf, sourceFile } from '../rules/analysis.js';
import type { ExplainArguments } from './args.js';
import { PREFIX } from './collector.js';
import type { Part } from './components/parts.js';
import { whyMissing } from './discover.js';
import type { Environment } from './environment.js';
import { readText, whyUnreadable } from './files.js';
import { Reader } from './reader.js';
import { describeProblem } from './reporters/pretty.js';
import { isMisconfigured, type Problem } from './result.js';
import { print, visibleLines } from './visible.js';

/** Prints the explanation. @returns 2 if there is none, or if it may differ without the problems, which are printed too */
export async function runExplain(args: ExplainArguments, { cwd, stdout, stderr }: Environment): Promise<0 | 2> {
  const { lines, problems, isReliable } = await explainFile(args, cwd);
  for (const problem of problems) print(stderr, `http-leak: ${describeProblem(problem, cwd)}\n`);
  if (lines) print(stdout, `${visibleLines(lines.join('\n'))}\n`);
  return isReliable ? 0 : 2;
}

interface Explanation {
  /** Absent if the file could not be read. */
  readonly lines?: readonly string[];
  /** The problems that occurred. */
  readonly problems: readonly Problem[];
  /** False if the explanation may differ without the problems. */
  readonly isReliable: boolean;
}

/** Explains a line of a file, or all its functions. Never throws because of the content of the file. */
async function explainFile(
  { file, line, strict, types, settings: settingsSource }: ExplainArguments,
  cwd: string,
): Promise<Explanation> {
  const absolute = path.resolve(cwd, file);
  let text: string;
  try {
    text = await readText(absolute);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return {
      problems: [
        {
          kind: 'unreadable',
          file: absolute,
          message: isMissing ? whyMissing(absolute, cwd) : whyUnreadable(error, absolute, cwd),
        },
      ],
      isReliable: false,
    };
  }
  let lines: string[] | undefined;
  const rule: Rule.RuleModule = {
    create: (context) => ({
      'Program:exit'() {
        const source = sourceFile(context);
        const options = { strict, types, settings: settingsOf(context).settings, filename: context.filename };
        const own = line === undefined ? explainFunctions(source, options) : explainLine(source, options, line);
        lines = [...(lines ?? []), ...own];
      },
    }),
  };
  const rules = {
    plugin: { rules: { explain: rule } },
    rules: { [`${PREFIX}/explain`]: 'error' as const },
    reset: () => {},
    programs: () => [],
    forgetPrograms: () => {},
  };
  const reader = new Reader([absolute], { cwd, types, settings: settingsSource }, rules);
  const problems: Problem[] = [];
  for (const [readable] of reader.batches()) {
    if (!readable) continue;
    const parts = reader.partsOf(absolute, text)?.filter((part) => line === undefined || hasLine(part, text, line));
    if (parts?.length === 0) problems.push({ kind: 'unreadable', file: absolute, message: 'no script is here' });
    for (const part of parts ?? [null]) {
      const result = await reader.read(readable, part?.text ?? text, part?.language);
      if ('problem' in result && result.problem) problems.push(result.problem);
    }
  }
  problems.push(...reader.problems);
  if (lines) return { lines, problems, isReliable: !isMisconfigured({ problems }) };
  if (problems.length === 0) problems.push({ kind: 'unreadable', file: absolute, message: 'no parser reads it' });
  return { problems, isReliable: false };
}

/** Whether a line of the file has a piece of the script. */
function hasLine({ ranges }: Part, text: string, line: number): boolean {
  const lineOf = (offset: number): number => text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/).length;
  return ranges.some(([start, end]) => lineOf(start) <= line && line <= lineOf(end));
}
