/** `http-leak migrate`: plans, shows, writes, and looks again. */
import { realpath } from 'node:fs/promises';
import picocolors from 'picocolors';
import type { MigrateArguments } from './args.js';
import { discoverFiles, type Discovery } from './discover.js';
import { reason } from './files.js';
import { Journal } from './migration/journal.js';
import { planMigration, type ProgressOf } from './migration/plan.js';
import { byRepository, changedFiles, untrackedFiles } from './migration/repositories.js';
import { siteKey, type FilePlan, type MigrationPlan, type Remaining } from './migration/result.js';
import { removeLeftovers, writePlan } from './migration/write.js';
import { createProgress } from './progress.js';
import { formatMigrationJson } from './reporters/migration-json.js';
import { formatDiffs, formatPlan, formatRemaining, isChanged, type MigrationView } from './reporters/migration.js';
import { displayPath, formatProblem } from './reporters/pretty.js';
import { isIncomplete, isMisconfigured, type Problem } from './result.js';
import { scanFiles } from './scan.js';
import { usesColor, type Surroundings } from './surroundings.js';
import { print } from './visible.js';

/** Paths that a refusal names. */
const NAMED = 5;

/** Returns the exit code: 0 nothing is left, 1 something is, 2 it could not run or write everything. Throws what the user has to read. */
export async function runMigrate(args: MigrateArguments, { cwd, env, stdout, stderr }: Surroundings): Promise<0 | 1 | 2> {
  const view = (stream: NodeJS.WriteStream): MigrationView => ({ cwd, colors: picocolors.createColors(usesColor(args.color !== false, env, stream)) });
  const discovery = await withoutLinks(await discoverFiles(args.paths, { cwd, gitignore: args.gitignore, command: 'migrate' }));
  if (discovery.files.length === 0) {
    for (const problem of discovery.problems) print(stderr, `${formatProblem(problem, view(stderr))}\n`);
    print(stderr, 'http-leak: no files to migrate\n');
    return 2;
  }
  const isWriting = args.mode === 'write';
  const journals = isWriting ? await openJournals(discovery.files, args, cwd, (words) => print(stderr, `http-leak: ${words}\n`)) : new Map<string, Journal>();

  const progressOf: ProgressOf = (doing, total) => createProgress(total, stderr, env, { doing, found: 'site' });
  const plan = await planMigration(discovery, { ...args, cwd }, progressOf);
  if (!args.json) {
    print(stdout, formatPlan(plan, view(stdout)));
    if (args.mode === 'dry-run' && plan.files.some(isChanged)) print(stdout, `\n${formatDiffs(plan.files, view(stdout))}`);
    if (!isWriting && plan.files.some(isChanged)) print(stdout, '\nnothing has been written: --write does that\n');
  }
  if (!isWriting || isMisconfigured(plan)) {
    if (args.json) stdout.write(formatMigrationJson({ plan, diff: args.mode === 'dry-run', written: new Set(), remaining: null }, cwd));
    if (isMisconfigured(plan)) return 2;
    return plan.files.length > 0 ? 1 : isIncomplete({ ...plan, files: plan.read }) ? 2 : 0;
  }

  const changes = plan.files.filter(isChanged);
  if (!args.allowDirty) await refuseUntracked(changes, cwd);
  const { written, problems } = await write(changes, journals, progressOf);
  for (const problem of problems) print(stderr, `${formatProblem(problem, view(stderr))}\n`);
  const remaining = await lookAgain(discovery, plan, written, args, cwd, progressOf);
  if (args.json) stdout.write(formatMigrationJson({ plan: { ...plan, problems: [...plan.problems, ...problems] }, diff: false, written, remaining }, cwd));
  else print(stdout, `\n${formatRemaining(written.size, remaining, !isIncomplete({ ...plan, files: plan.read }), view(stdout))}`);
  if (problems.length > 0) return 2;
  return remaining.length > 0 ? 1 : isIncomplete({ ...plan, files: plan.read }) ? 2 : 0;
}

/** A link stands for the file it leads to, which is what is written. */
async function withoutLinks(discovery: Discovery): Promise<Discovery> {
  const files = new Set<string>();
  const problems: Problem[] = [...discovery.problems];
  for (const file of discovery.files) {
    try {
      files.add(await realpath(file));
    } catch (error) {
      problems.push({ kind: 'unreadable', file, message: reason(error) });
    }
  }
  return { ...discovery, files: [...files].sort(), problems };
}

/** @throws where a working tree has changes of the user's own, unless they are allowed */
async function openJournals(files: readonly string[], { allowDirty }: MigrateArguments, cwd: string, warn: (words: string) => void): Promise<Map<string, Journal>> {
  const journals = new Map<string, Journal>();
  for (const root of byRepository(files).keys()) {
    if (root === null) {
      warn('not everything is in a git repository: what is written there cannot be brought back');
      continue;
    }
    try {
      const journal = await Journal.open(root);
      const dirty = allowDirty ? [] : await journal.foreign(await changedFiles(root));
      if (dirty.length > 0) throw new Refusal(`${displayPath(root, cwd)} has changes that are not committed (${named(dirty, cwd)}): commit or stash them, or use --allow-dirty`);
      journals.set(root, journal);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (!allowDirty) throw new Refusal(`git cannot say whether ${displayPath(root, cwd)} has changes that are not committed (${reason(error).split('\n', 1)[0]}): --allow-dirty does without`);
    }
  }
  return journals;
}

/** @throws where git could not bring a file back */
async function refuseUntracked(changes: readonly FilePlan[], cwd: string): Promise<void> {
  for (const [root, files] of byRepository(changes.map(({ file }) => file))) {
    const untracked = root === null ? [] : await untrackedFiles(root, files);
    if (untracked.length > 0) throw new Refusal(`git has no version of ${named(untracked, cwd)}: add and commit, or use --allow-dirty`);
  }
}

/** Why nothing is written. */
class Refusal extends Error {}

function named(files: readonly string[], cwd: string): string {
  const shown = files.slice(0, NAMED).map((file) => displayPath(file, cwd));
  return [...shown, ...(files.length > NAMED ? [`${files.length - NAMED} more`] : [])].join(', ');
}

async function write(changes: readonly FilePlan[], journals: ReadonlyMap<string, Journal>, progressOf: ProgressOf): Promise<{ written: Set<string>; problems: Problem[] }> {
  const written = new Set<string>();
  const problems: Problem[] = [];
  const progress = progressOf('writing', changes.length);
  try {
    for (const [root, files] of byRepository(changes.map(({ file }) => file))) {
      const journal = root === null ? undefined : journals.get(root);
      const own = changes.filter(({ file }) => files.includes(file));
      if (journal?.isInterrupted) for (const change of own) await removeLeftovers(change);
      await journal?.announce(new Map(own.map(({ file, after }) => [file, Buffer.from(after)])));
      for (const change of own) {
        const problem = await writePlan(change);
        if (problem) problems.push(problem);
        else written.add(change.file);
        progress.advance();
      }
    }
    if (problems.length === 0) for (const journal of journals.values()) await journal.close();
  } finally {
    progress.stop();
  }
  return { written, problems };
}

/** Runs the rules over everything again, as it is on the disk. */
async function lookAgain(discovery: Discovery, plan: MigrationPlan, written: ReadonlySet<string>, args: MigrateArguments, cwd: string, progressOf: ProgressOf): Promise<Remaining[]> {
  const byFile = new Map(plan.files.map((file) => [file.file, file]));
  const problems = new Map(plan.problems.map(({ file, message }) => [file, message]));
  const progress = progressOf('scanning again', discovery.files.length);
  try {
    const { leaks } = await scanFiles(discovery, { cwd, strict: args.strict, types: args.types, settings: args.settings }, progress);
    return leaks
      .filter(({ finding }) => args.rules.includes(finding.rule))
      .map(({ file, line, column, message, finding }) => {
        const planned = byFile.get(file);
        const why = planned && isChanged(planned) && !written.has(file) ? 'the file could not be written' : planned?.reasons.get(siteKey(finding.rule, finding.range[0]));
        return { file, rule: finding.rule, line, column, client: finding.client, message, reason: why ?? problems.get(file) ?? 'only seen after the other files were changed: run the command again' };
      });
  } finally {
    progress.stop();
  }
}
