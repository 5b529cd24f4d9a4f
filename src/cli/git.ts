/**
 * The only place in which the command runs git. The configuration of a repository can name programs for git to run: none of them is run
 * here, and nothing is fetched.
 */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** Enough for the names of every file of a large repository. */
const MAX_OUTPUT = 256 * 1024 * 1024;
/** git waits forever for a file that never ends. Those that can be found are found before (`refusePipes`). */
const TIMEOUT = 2 * 60_000;
/** git waits for a file that never ends, or would. */
export class Blocked extends Error {}

/** What git opens in the root of a working tree without looking at what it is. */
const IN_ROOT = [
  '.gitmodules',
  ...['HEAD', 'config', 'index', 'packed-refs', 'info/attributes', 'info/exclude'].map((name) => `.git/${name}`),
];

/** The allowed commands, each with the options that prevent it from running programs of the repository. */
const COMMANDS = {
  // git would get the status of a submodule from another git process, with the filters of another configuration.
  status: ['--ignore-submodules=dirty'],
  'ls-files': [],
  'rev-parse': [],
  'check-attr': [],
  'merge-base': [],
  // The configuration of a repository can name programs that compare or convert files, and can change the form of the output.
  diff: [
    '--no-ext-diff',
    '--no-textconv',
    '--text',
    '--no-color',
    '--unified=0',
    '--inter-hunk-context=0',
    '--find-renames',
    '--no-relative',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '-O/dev/null',
    '--ignore-submodules=all',
  ],
} as const satisfies Record<string, readonly string[]>;

export type GitCommand = keyof typeof COMMANDS;

/** Set on the command line, where they override every configuration file. */
const OVERRIDES = ['core.fsmonitor=false', `core.hooksPath=${devNull}`, 'safe.bareRepository=explicit'];

/** Missing objects of a partial clone are not fetched either: the configuration names the programs that would fetch them. */
const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  GIT_LITERAL_PATHSPECS: '1',
};

/** Variables that git sets for its hooks: with them, `root` would mean another repository. The last two change the form of a difference. */
const ELSEWHERE = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_DIFF_OPTS',
  'GIT_EXTERNAL_DIFF',
]);

/**
 * Runs `git <command> <args>` in the working tree `root`, an absolute path, and returns what it prints. Paths among `args` are literal.
 *
 * Filters are off. A file that a filter rewrites counts as changed, unless it is as git has written it.
 * @throws Blocked if git does not answer; another error if it is missing, or fails
 */
export async function git(root: string, command: GitCommand, ...args: readonly string[]): Promise<string> {
  if (silent.has(root)) throw new Blocked(SILENT);
  await refusePipes(root, args);
  const off = [...OVERRIDES, ...(await withoutFilters(root))].flatMap((override) => ['-c', override]);
  return call(root, [...off, command, ...COMMANDS[command], ...args]);
}

/** The options that turn off each filter by its name. */
async function withoutFilters(root: string): Promise<string[]> {
  let keys: string;
  try {
    keys = await call(root, ['config', '--null', '--name-only', '--get-regexp', String.raw`^filter\.`]);
  } catch (error) {
    // There are none.
    if ((error as { code?: unknown }).code === 1) return [];
    throw error;
  }
  const filters = new Set(keys.split('\0').flatMap((key) => /^filter\..*(?=\.[^.]+$)/s.exec(key) ?? []));
  return [...filters].flatMap((filter) => {
    // `-c` treats everything after the first `=` as the value.
    if (filter.includes('='))
      throw new Error(`the git configuration of ${root} has a name that cannot be overridden: ${filter}`);
    return [`${filter}.clean=`, `${filter}.smudge=`, `${filter}.process=`, `${filter}.required=false`];
  });
}

async function call(root: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await run('git', ['--no-pager', '-C', root, ...args], {
      // Windows looks for programs in the current folder first.
      cwd: path.dirname(process.execPath),
      env: environment(root),
      maxBuffer: MAX_OUTPUT,
      timeout: TIMEOUT,
      killSignal: 'SIGKILL',
      windowsHide: true,
    });
    return stdout;
  } catch (error) {
    if ((error as { signal?: unknown }).signal !== 'SIGKILL') throw error;
    silent.add(root);
    throw new Blocked(SILENT, { cause: error });
  }
}

/** The working trees in which git has not answered: it is not asked there again. */
const silent = new Set<string>();
const SILENT = `git did not finish within ${TIMEOUT / 60_000} minutes: a file that it reads may be a named pipe or a device`;

/**
 * Looks for named pipes among the files that git reads in the root and on the way to each path among `args`.
 * @throws Blocked if there is one
 */
async function refusePipes(root: string, args: readonly string[]): Promise<void> {
  const paths = args.includes('--') ? args.slice(args.indexOf('--') + 1) : [];
  const inFolders = ['.gitattributes', ...(args.includes('--exclude-standard') ? ['.gitignore'] : [])];
  const folders = new Set(['']);
  for (const one of paths)
    for (let at = path.dirname(one); at !== '.' && !folders.has(at); at = path.dirname(at)) folders.add(at);
  const read = [...IN_ROOT, ...[...folders].flatMap((folder) => inFolders.map((name) => path.join(folder, name)))];
  await Promise.all(
    read.map(async (name) => {
      const found = await stat(path.join(root, name)).catch(() => null);
      if (found?.isFIFO()) throw new Blocked(`${name} is a named pipe, for which git would wait forever`);
    }),
  );
}

/** The environment of this process, without program folders that may belong to the scanned folder: `npx` adds `node_modules/.bin`. */
function environment(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ELSEWHERE.has(name));
  const entries = kept.map(([name, value = '']): [string, string] => [
    name,
    name.toUpperCase() === 'PATH' ? foreignFolders(value, root) : value,
  ]);
  return { ...Object.fromEntries(entries), ...ENVIRONMENT };
}

function foreignFolders(list: string, root: string): string {
  const isForeign = (folder: string): boolean => {
    const from = path.relative(root, folder);
    const isInside = from === '' || (!from.startsWith('..') && !path.isAbsolute(from));
    return path.isAbsolute(folder) && !isInside && !folder.split(path.sep).includes('node_modules');
  };
  return list.split(path.delimiter).filter(isForeign).join(path.delimiter);
}
