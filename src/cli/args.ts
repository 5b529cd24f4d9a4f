/** The command line: what may be written there and what it means. */
import { Command, CommanderError, Option } from 'commander';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface ScanArguments {
  readonly command: 'scan';
  readonly paths: readonly string[];
  readonly format: Format;
  readonly strict: boolean;
  readonly types: boolean;
  readonly output?: string;
  /** Undefined: decide by the terminal. */
  readonly color?: false;
}

export interface ExplainArguments {
  readonly command: 'explain';
  readonly file: string;
  /** 1-based; undefined for every function of the file. */
  readonly line?: number;
  readonly strict: boolean;
  readonly types: boolean;
}

/** Where help and errors of the argument parser are written. */
export interface ArgumentOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface ScanFlags {
  format: Format;
  strict?: boolean;
  untyped?: boolean;
  output?: string;
  color: boolean;
}

const EXIT_CODES = `
Exit codes:
  0  everything was scanned and nothing leaks
  1  leaks were found
  2  the scan could not run, or not on everything that was named`;

const EXAMPLES = `
Examples:
  $ http-leak scan
  $ http-leak scan packages/api src/client.ts --strict
  $ http-leak scan --format sarif --output http-leak.sarif`;

const EXPLAIN_EXAMPLES = `
Examples:
  $ http-leak explain src/client.ts:42
  $ http-leak explain src/client.ts`;

/**
 * Reads the arguments (without `node` and the script).
 * Returns the command that is asked for, or the exit code when help, the version or an error was printed instead.
 */
export function parseArguments(argv: readonly string[], version: string, output: ArgumentOutput): ScanArguments | ExplainArguments | number {
  let parsed: ScanArguments | ExplainArguments | undefined;
  const program = new Command('http-leak')
    .description('Finds every HTTP response whose body is never consumed or cancelled, and shows the path that leaks it.')
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err });

  program
    .command('scan')
    .description('scan files and folders; needs no configuration')
    .argument('[paths...]', 'files, folders or globs', ['.'])
    .addOption(new Option('-f, --format <format>', 'how to print the result').choices(FORMATS).default('pretty'))
    .option('-o, --output <file>', 'write the result to a file')
    .option('--strict', 'report leaks that need a call to throw, too')
    .option('--untyped', 'do not use type information')
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_CODES + '\n' + EXAMPLES)
    .action((paths: string[], flags: ScanFlags) => {
      parsed = {
        command: 'scan',
        paths,
        format: flags.format,
        strict: flags.strict ?? false,
        types: !(flags.untyped ?? false),
        ...(flags.output === undefined ? {} : { output: flags.output }),
        ...(flags.color ? {} : { color: false }),
      };
    });

  program
    .command('explain')
    .description('say why a call is or is not reported; without a line, print the graph and the states of every function that acquires something')
    .argument('<file[:line]>', 'a file, and a line of it')
    .option('--strict', 'as for scan')
    .option('--untyped', 'do not use type information')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action((place: string, flags: Pick<ScanFlags, 'strict' | 'untyped'>) => {
      const [, file = place, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
      parsed = { command: 'explain', file, ...(line === undefined ? {} : { line: Number(line) }), strict: flags.strict ?? false, types: !(flags.untyped ?? false) };
    });

  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return parsed ?? 2;
}
