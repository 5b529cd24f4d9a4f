/** The command line: what may be written there and what it means. */
import { Command, CommanderError, Option } from 'commander';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

export interface ScanArguments {
  readonly paths: readonly string[];
  readonly format: Format;
  readonly strict: boolean;
  readonly types: boolean;
  readonly output?: string;
  /** Undefined: decide by the terminal. */
  readonly color?: false;
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

/**
 * Reads the arguments (without `node` and the script).
 * Returns the scan that is asked for, or the exit code when help, the version or an error was printed instead.
 */
export function parseArguments(argv: readonly string[], version: string, output: ArgumentOutput): ScanArguments | number {
  let parsed: ScanArguments | undefined;
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
        paths,
        format: flags.format,
        strict: flags.strict ?? false,
        types: !(flags.untyped ?? false),
        ...(flags.output === undefined ? {} : { output: flags.output }),
        ...(flags.color ? {} : { color: false }),
      };
    });

  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return parsed ?? 2;
}
