/** The command line: its commands, options and their meaning. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { STRATEGIES, type Strategy } from '../codemods/strategy.js';
import type { RuleName } from '../findings/finding.js';
import type { SettingsSource } from './settings.js';
import { similarName } from './similar.js';

const FORMATS = ['pretty', 'html', 'json', 'sarif', 'github', 'gitlab', 'rdjson'] as const;
export type Format = (typeof FORMATS)[number];

/** The arguments that all commands share. */
interface CommonArguments {
  readonly strict: boolean;
  readonly types: boolean;
  readonly settings: SettingsSource;
}

export interface ScanArguments extends CommonArguments {
  readonly command: 'scan';
  readonly paths: readonly string[];
  readonly gitignore: boolean;
  /** Paths and globs to leave out. */
  readonly ignore: readonly string[];
  readonly format: Format;
  readonly output?: string;
  /** Undefined: those of `recommended`, or with `strict` all. */
  readonly rules?: readonly RuleName[];
  /** The most leaks with which the exit code is 0. */
  readonly maxLeaks: number;
  /** A file with known findings. */
  readonly baseline?: string;
  /** Only if there is a baseline. */
  readonly updateBaseline: boolean;
  /** The commit to compare with. */
  readonly since?: string;
  /** Print numbers instead of findings. */
  readonly summary: boolean;
  /** Undefined: decide by the terminal. */
  readonly color?: false;
}

export interface ExplainArguments extends CommonArguments {
  readonly command: 'explain';
  readonly file: string;
  /** 1-based; undefined for every function of the file. */
  readonly line?: number;
}

export interface MigrateArguments extends CommonArguments {
  readonly command: 'migrate';
  readonly paths: readonly string[];
  readonly gitignore: boolean;
  /** `plan` shows the plan; `dry-run` also shows the diff. */
  readonly mode: 'plan' | 'dry-run' | 'write';
  readonly strategy: Strategy;
  readonly release?: Release;
  readonly helper?: HelperArgument;
  readonly rules: readonly RuleName[];
  readonly allowDirty: boolean;
  readonly json: boolean;
  /** Undefined: decide by the terminal. */
  readonly color?: false;
}

export interface InitArguments {
  readonly command: 'init';
  /** Write without a question. */
  readonly yes: boolean;
  /** Only show the difference. */
  readonly dryRun: boolean;
  /** Run the package manager. */
  readonly install: boolean;
  /** Undefined: decide by the terminal. */
  readonly color?: false;
}

export type Arguments = ScanArguments | ExplainArguments | MigrateArguments | InitArguments;

/** `src/http/discard-body#discardBody` */
export interface HelperArgument {
  /** A path, or what an import of a package says. */
  readonly module: string;
  /** The export. */
  readonly name: string;
}

/** The output of the argument parser: help and errors. */
export interface ArgumentOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface CommonFlags {
  strict?: boolean;
  untyped?: boolean;
  config?: string;
  useEslintConfig?: boolean;
}

interface ScanFlags extends CommonFlags {
  format: Format;
  output?: string;
  gitignore: boolean;
  ignore?: string[];
  rule?: RuleName[];
  maxLeaks: number;
  baseline?: string;
  updateBaseline?: boolean;
  since?: string;
  summary?: boolean;
  color: boolean;
}

interface MigrateFlags extends CommonFlags {
  dryRun?: boolean;
  write?: boolean;
  strategy: Strategy;
  release?: Release;
  helper?: HelperArgument;
  only?: RuleName[];
  allowDirty?: boolean;
  json?: boolean;
  gitignore: boolean;
  color: boolean;
}

interface InitFlags {
  yes?: boolean;
  dryRun?: boolean;
  install?: boolean;
  color: boolean;
}

const RELEASES = ['cancel', 'drain'] as const;
type Release = (typeof RELEASES)[number];

/** The rules that have fixes. */
const MIGRATED: readonly RuleName[] = [
  'no-unconsumed-body',
  'no-unclosed-agent',
  'no-premature-close',
  'no-locked-cancel',
  'no-body-reuse',
];

const RULES: readonly RuleName[] = [...MIGRATED, 'no-orphaned-body'];

const USE_ESLINT_CONFIG = 'execute the ESLint configurations of the files, and use their settings of http-leak';

const EXIT_CODES = `
Exit codes:
  0  everything was scanned and nothing leaks
  1  leaks were found, or more than --max-leaks
  2  the scan could not run, or could not scan all given paths`;

const EXAMPLES = `
Examples:
  $ http-leak scan
  $ http-leak scan packages/api src/client.ts --strict
  $ http-leak scan --format sarif --output http-leak.sarif
  $ http-leak scan --baseline http-leak-baseline.json --update-baseline
  $ http-leak scan --since origin/main`;

const MIGRATE_EXIT_CODES = `
Exit codes:
  0  nothing is left: there was nothing to do, or --write has repaired everything
  1  without --write: there is something to do; with it: something is left for a person
  2  it could not run, refused to run, or could not read or write all given paths`;

const MIGRATE_EXAMPLES = `
Examples:
  $ http-leak migrate
  $ http-leak migrate packages/api --dry-run
  $ http-leak migrate --write --strategy review --only no-unconsumed-body`;

const INIT_EXIT_CODES = `
Exit codes:
  0  the plugin is set up
  1  nothing was written, because you did not say yes
  2  it could not be set up, or the packages could not be installed`;

const EXPLAIN_EXAMPLES = `
Examples:
  $ http-leak explain src/client.ts:42
  $ http-leak explain src/client.ts`;

/**
 * Reads the arguments (without `node` and the script).
 * Returns the requested command, or the exit code if help, the version or an error was printed instead.
 */
export function parseArguments(argv: readonly string[], version: string, output: ArgumentOutput): Arguments | number {
  let parsed: Arguments | undefined;
  const onParsed = (args: Arguments): void => {
    parsed = args;
  };
  const program = new Command('http-leak')
    .description(
      'Finds every HTTP response whose body is never consumed or cancelled, and shows the path that leaks it.',
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .configureOutput({ writeOut: output.out, writeErr: output.err });
  addInit(program, onParsed);
  addScan(program, onParsed);
  addExplain(program, onParsed);
  addMigrate(program, onParsed);
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.unknownOption')
      output.err('Write a path that begins with a dash after --, as in: http-leak scan -- -a.js\n');
    return error.exitCode === 0 ? 0 : 2;
  }
  return parsed ?? 2;
}

function addInit(program: Command, onParsed: (args: InitArguments) => void): void {
  program
    .command('init')
    .description('add the plugin to the ESLint configuration, or write one; shows the difference and asks')
    .option('-y, --yes', 'write without a question')
    .addOption(new Option('--dry-run', 'only show the difference').conflicts(['yes', 'install']))
    .option('--install', 'also run the package manager, which may execute scripts of the project')
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', INIT_EXIT_CODES)
    .action(({ yes = false, dryRun = false, install = false, color }: InitFlags) =>
      onParsed({ command: 'init', yes, dryRun, install, ...(color ? {} : { color: false }) }),
    );
}

function addScan(program: Command, onParsed: (args: ScanArguments) => void): void {
  program
    .command('scan')
    .description('scan files and folders; needs no configuration')
    .argument('[paths...]', 'files, folders or globs', ['.'])
    .addOption(new Option('-f, --format <format>', 'how to print the result').choices(FORMATS).default('pretty'))
    .option('-o, --output <file>', 'write the result to a file')
    .option('--summary', 'print the number of leaks by rule, package and folder instead of the leaks')
    .option('--strict', 'also report leaks that occur only if a call throws')
    .option('--rule <rule>', 'report only this rule; may be given more than once', ruleOf(RULES))
    .option('--untyped', 'do not use type information')
    .option('--no-gitignore', 'also read files that git ignores')
    .option('--ignore <pattern>', 'a file, folder or glob to leave out; may be given more than once', collect)
    .option('--max-leaks <number>', 'exit with 0 up to this number of leaks', wholeNumber, 0)
    .option('--baseline <file>', 'do not report the leaks in this file')
    .option('--update-baseline', 'write all leaks of the scan to the baseline, and report none')
    .addOption(
      new Option(
        '--since <commit>',
        'report only leaks that the changes since this branch, tag or commit touch',
      ).conflicts('updateBaseline'),
    )
    .addOption(configOption())
    .option('--use-eslint-config', USE_ESLINT_CONFIG)
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_CODES + '\n' + EXAMPLES)
    .action((paths: string[], flags: ScanFlags, command: Command) => {
      if (flags.updateBaseline && flags.baseline === undefined)
        command.error('error: --update-baseline needs --baseline <file>');
      if (flags.summary && flags.format !== 'pretty')
        command.error(`error: --summary works only with --format pretty, not with --format ${flags.format}`);
      onParsed(scanArguments(paths, flags));
    });
}

const scanArguments = (paths: readonly string[], flags: ScanFlags): ScanArguments => ({
  command: 'scan',
  paths,
  gitignore: flags.gitignore,
  ignore: flags.ignore ?? [],
  format: flags.format,
  maxLeaks: flags.maxLeaks,
  updateBaseline: flags.updateBaseline ?? false,
  summary: flags.summary ?? false,
  ...common(flags),
  ...(flags.output === undefined ? {} : { output: flags.output }),
  ...(flags.rule === undefined ? {} : { rules: flags.rule }),
  ...(flags.baseline === undefined ? {} : { baseline: flags.baseline }),
  ...(flags.since === undefined ? {} : { since: flags.since }),
  ...(flags.color ? {} : { color: false }),
});

function addExplain(program: Command, onParsed: (args: ExplainArguments) => void): void {
  program
    .command('explain')
    .description(
      'say why a call is or is not reported; without a line, print the graph and the states of every function that acquires a resource',
    )
    .argument('<file[:line]>', 'a file, and a line of it')
    .option('--strict', 'as for scan')
    .option('--untyped', 'do not use type information')
    .addOption(configOption())
    .option('--use-eslint-config', USE_ESLINT_CONFIG)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action((place: string, flags: CommonFlags) => {
      const [, file = place, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
      onParsed({ command: 'explain', file, ...(line === undefined ? {} : { line: Number(line) }), ...common(flags) });
    });
}

function addMigrate(program: Command, onParsed: (args: MigrateArguments) => void): void {
  program
    .command('migrate')
    .description('repair a whole project: show the plan, or write it with --write')
    .argument('[paths...]', 'files, folders or globs', ['.'])
    .addOption(new Option('--dry-run', 'show the differences too').conflicts('write'))
    .option('--write', 'write the files')
    .addOption(
      new Option(
        '--strategy <strategy>',
        'safe: only fixes that keep behaviour; review: also fixes that a person has to check',
      )
        .choices(STRATEGIES)
        .default('safe'),
    )
    .addOption(
      new Option(
        '--release <how>',
        'how bodies are ended; the default is what was measured to be better for the client',
      ).choices(RELEASES),
    )
    .option(
      '--helper <module#name>',
      'call this function to end bodies, and import it: src/http/discard-body#discardBody, or an export of a package; a file that does not exist is created',
      helperArgument,
    )
    .option('--only <rule>', 'repair only the findings of this rule; may be given more than once', ruleOf(MIGRATED))
    .option('--allow-dirty', 'write even if git cannot restore all changed files')
    .option('--json', 'print a report as JSON')
    .option('--strict', 'also repair leaks that occur only if a call throws')
    .option('--untyped', 'do not use type information, nor check for type errors')
    .option('--no-gitignore', 'also read files that git ignores')
    .addOption(configOption())
    .option('--use-eslint-config', USE_ESLINT_CONFIG)
    .option('--no-color', 'print without colours')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', MIGRATE_EXIT_CODES + '\n' + MIGRATE_EXAMPLES)
    .action((paths: string[], flags: MigrateFlags) =>
      onParsed({
        command: 'migrate',
        paths,
        gitignore: flags.gitignore,
        mode: flags.write ? 'write' : flags.dryRun ? 'dry-run' : 'plan',
        strategy: flags.strategy,
        ...(flags.release === undefined ? {} : { release: flags.release }),
        ...(flags.helper === undefined ? {} : { helper: flags.helper }),
        rules: flags.only ?? MIGRATED,
        allowDirty: flags.allowDirty ?? false,
        json: flags.json ?? false,
        ...common(flags),
        ...(flags.color ? {} : { color: false }),
      }),
    );
}

function configOption(): Option {
  return new Option(
    '--config <file>',
    'execute this ESLint configuration, and use its settings of http-leak',
  ).conflicts('useEslintConfig');
}

function common({ strict = false, untyped = false, config, useEslintConfig = false }: CommonFlags): CommonArguments {
  return {
    strict,
    types: !untyped,
    settings: config === undefined ? (useEslintConfig ? 'eslint' : 'data') : { config },
  };
}

/** Words that no import can declare, among them the default export, which has no name of its own. */
const RESERVED =
  /^(?:default|await|break|case|catch|class|const|continue|debugger|delete|do|else|enum|export|extends|false|finally|for|function|if|import|in|instanceof|let|new|null|return|static|super|switch|this|throw|true|try|typeof|var|void|while|with|yield)$/;

function helperArgument(given: string): HelperArgument {
  const at = given.lastIndexOf('#');
  const [module, name] = [given.slice(0, Math.max(at, 0)), given.slice(at + 1)];
  if (module === '' || module === '#')
    throw new InvalidArgumentError('It has to be a module and one of its exports: src/http/discard-body#discardBody.');
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) || RESERVED.test(name))
    throw new InvalidArgumentError(
      `${name === '' ? 'The name after # is missing' : `${name} is not a valid name of an export`}.`,
    );
  return { module, name };
}

/** Reads a rule among those that are allowed, with or without the prefix of the plugin, and adds it to the others. */
function ruleOf(allowed: readonly RuleName[]): (given: string, others?: RuleName[]) => RuleName[] {
  return (given, others = []) => {
    const name = given.replace(/^http-leak\//, '');
    const rule = allowed.find((one) => one === name);
    if (rule) return [...others, rule];
    const meant = similarName(name, allowed);
    throw new InvalidArgumentError(
      `Allowed are ${allowed.join(', ')}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    );
  };
}

const collect = (given: string, others: string[] = []): string[] => [...others, given];

function wholeNumber(given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(given);
}
