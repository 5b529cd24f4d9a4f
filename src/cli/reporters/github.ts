/** For GitHub Actions: workflow commands that become annotations. */
import type { Leak, Problem, ScanResult } from '../result.js';
import { visible } from '../visible.js';
import { displayPath } from '../paths.js';
import { witnessesOf } from './witness.js';

/** Formats one `::error` per leak and one `::warning` per problem. */
export function formatGithub(result: ScanResult, cwd: string): string {
  const commands = [
    ...result.leaks.map((leak) => leakCommand(leak, cwd)),
    ...result.problems.map((problem) => problemCommand(problem, cwd)),
  ];
  return commands.map((command) => `${command}\n`).join('');
}

function leakCommand(leak: Leak, cwd: string): string {
  const { line, column, endLine, endColumn } = leak;
  const paths = witnessesOf(leak, cwd).map(({ steps }) =>
    steps.map((step) => `line ${step.line}: ${visible(step.text)}`).join('\n'),
  );
  return command(
    'error',
    {
      file: displayPath(leak.file, cwd),
      line,
      endLine,
      // GitHub supports columns only for a range within one line.
      ...(line === endLine ? { col: column, endColumn } : {}),
      title: leak.ruleId,
    },
    [visible(leak.message), ...paths].join('\n\n'),
  );
}

function problemCommand(problem: Problem, cwd: string): string {
  const properties = {
    ...(problem.file === undefined ? {} : { file: displayPath(problem.file, cwd) }),
    ...(problem.line === undefined ? {} : { line: problem.line, col: problem.column ?? 1 }),
    title: 'http-leak scan',
  };
  return command(
    'warning',
    properties,
    visible(problem.kind === 'parse' ? `could not parse: ${problem.message}` : problem.message),
  );
}

function command(name: string, properties: Record<string, string | number>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  // The runner decodes these escapes, so a name with a line break is kept.
  return text
    .split(/([\r\n])/)
    .map((part, index) => (index % 2 === 0 ? escapeData(visible(part)) : escapeData(part)))
    .join('')
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
