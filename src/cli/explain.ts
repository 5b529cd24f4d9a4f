/** `http-leak explain`: parses one file the way a scan does and asks the engine why. */
import type { Rule } from 'eslint';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { explainFunctions, explainLine } from '../findings/explain.js';
import { NO_SETTINGS } from '../protocols/settings.js';
import type { SourceFile } from '../syntax/unit.js';
import type { ExplainArguments } from './args.js';
import { PREFIX } from './collector.js';
import { reason } from './discover.js';
import { createReadings, loadTypeScriptParser } from './parsers.js';

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
    create: ({ sourceCode, filename }) => ({
      'Program:exit'() {
        const source = sourceCode as unknown as Omit<SourceFile, 'filename'>;
        const options = { strict, types, settings: NO_SETTINGS, filename };
        lines = line === undefined ? explainFunctions(source, options) : explainLine(source, options, line);
      },
    }),
  };
  const listener = { plugin: { rules: { explain: rule } }, rules: { [`${PREFIX}/explain`]: 'error' as const } };
  let problem: string | undefined;
  for (const { eslint } of createReadings(loadTypeScriptParser(cwd), cwd, listener).of(absolute, types)) {
    const [result] = await eslint.lintText(text, { filePath: absolute });
    if (lines) return { lines };
    problem = result?.messages.find(({ fatal }) => fatal)?.message.split('\n', 1)[0];
  }
  return { problem: `${file}: ${problem ?? 'no parser reads it'}` };
}
