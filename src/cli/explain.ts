/** `http-leak explain`: parses one file the way a scan does and asks the engine why. */
import type { Rule } from 'eslint';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { explainFunctions, explainLine } from '../findings/explain.js';
import { settingsOf, sourceFile } from '../rules/analysis.js';
import type { ExplainArguments } from './args.js';
import { PREFIX } from './collector.js';
import { reason } from './discover.js';
import { createReadings, loadTypeScriptParser } from './parsers.js';
import { createSettingsReader } from './settings.js';

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
  const listener = { plugin: { rules: { explain: rule } }, rules: { [`${PREFIX}/explain`]: 'error' as const } };
  let ignored: string | undefined;
  const settings = await createSettingsReader(cwd, (message, config) => (ignored = `${config}: ${message}`))(absolute);
  let problem: string | undefined;
  for (const { eslint } of createReadings(loadTypeScriptParser(cwd), cwd, listener, settings).of(absolute, types)) {
    const [result] = await eslint.lintText(text, { filePath: absolute });
    if (lines) return { lines, ...(ignored === undefined ? {} : { problem: ignored }) };
    problem = result?.messages.find(({ fatal }) => fatal)?.message.split('\n', 1)[0];
  }
  return { problem: `${file}: ${problem ?? 'no parser reads it'}` };
}
