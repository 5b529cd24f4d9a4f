/** `http-leak migrate`: plans, shows, writes, and analyses again. */
import { statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import picocolors from 'picocolors';
import type { MigrateArguments } from './args.js';
import { discoverFiles, type Discovery } from './discover.js';
import { reason } from './files.js';
import { locateHelper, type LocatedHelper } from './migration/helper-module.js';
import { planMigration, type ProgressOf } from './migration/plan.js';
import { siteKey, type MigrationPlan, type Remaining } from './migration/result.js';
import { Scope } from './migration/scope.js';
import { WorkingTrees } from './migration/working-trees.js';
import { writeFiles } from './migration/write.js';
import { createProgress } from './progress.js';
import { formatMigrationJson } from './reporters/migration-json.js';
import { formatDiffs, formatPlan, formatRemaining, isChanged, type MigrationView } from './reporters/migration.js';
import { formatProblem } from './reporters/pretty.js';
import { isIncomplete, isMisconfigured, type Problem } from './result.js';
import { scanFiles } from './scan.js';
import { usesColor, type Environment } from './environment.js';
import { print } from './visible.js';

/** Returns the exit code: 0 no finding is left, 1 findings are left, 2 it could not run or write everything. Throws errors for the user. */
export async function runMigrate(args: MigrateArguments, surroundings: Environment): Promise<0 | 1 | 2> {
  const { cwd, stderr } = surroundings;
  const discovery = await withoutLinks(
    await discoverFiles(args.paths, { cwd, gitignore: args.gitignore, command: 'migrate' }),
  );
  if (discovery.files.length === 0) {
    for (const problem of discovery.problems)
      print(stderr, `${formatProblem(problem, viewOf(stderr, args, surroundings))}\n`);
    print(stderr, 'http-leak: no files to migrate\n');
    return 2;
  }
  const scope = new Scope(args.paths, cwd);
  const helper = args.helper && locateHelper(args.helper, cwd, discovery.files);
  const migration = new Migration(args, surroundings, discovery, scope, helper);
  if (args.mode !== 'write') return migration.show();

  const writable = discovery.files.filter((file) => scope.objection(file) === null);
  const made = helper?.isMissing && helper.module.kind === 'file' ? [helper.module.file] : [];
  const trees = await WorkingTrees.open([...writable, ...made], {
    cwd,
    allowDirty: args.allowDirty,
    warn: (words) => print(stderr, `http-leak: ${words}\n`),
  });
  let isComplete = false;
  try {
    const code = await migration.write(trees);
    isComplete = true;
    return code;
  } finally {
    trees.close(isComplete);
  }
}

class Migration {
  readonly #args: MigrateArguments;
  readonly #surroundings: Environment;
  readonly #discovery: Discovery;
  readonly #scope: Scope;
  readonly #helper: LocatedHelper | undefined;
  readonly #progressOf: ProgressOf;

  constructor(
    args: MigrateArguments,
    surroundings: Environment,
    discovery: Discovery,
    scope: Scope,
    helper: LocatedHelper | undefined,
  ) {
    this.#args = args;
    this.#helper = helper;
    this.#surroundings = surroundings;
    this.#discovery = discovery;
    this.#scope = scope;
    this.#progressOf = (doing, total) =>
      createProgress(total, surroundings.stderr, surroundings.env, { doing, found: 'site' });
  }

  async show(): Promise<0 | 1 | 2> {
    const { cwd, stdout } = this.#surroundings;
    const isDiffed = this.#args.mode === 'dry-run';
    const plan = await this.#plan();
    if (this.#args.json)
      stdout.write(formatMigrationJson({ plan, diff: isDiffed, written: new Set(), remaining: null }, cwd));
    else if (plan.files.some(isChanged)) {
      if (isDiffed) print(stdout, `\n${formatDiffs(plan.files, viewOf(stdout, this.#args, this.#surroundings))}`);
      print(stdout, '\nnothing has been written; use --write to write the changes\n');
    }
    if (isMisconfigured(plan)) return 2;
    return plan.files.length > 0 ? 1 : isIncomplete({ ...plan, files: plan.read }) ? 2 : 0;
  }

  async write(trees: WorkingTrees): Promise<0 | 1 | 2> {
    const { cwd, stdout, stderr } = this.#surroundings;
    const plan = await this.#plan();
    if (isMisconfigured(plan)) {
      if (this.#args.json)
        stdout.write(formatMigrationJson({ plan, diff: false, written: new Set(), remaining: null }, cwd));
      return 2;
    }
    const changes = plan.files.filter(isChanged);
    await trees.refuseUntracked(changes.filter(({ isNew }) => !isNew).map(({ file }) => file));
    const { written, problems } = writeFiles(changes, trees, this.#progressOf('writing', changes.length));
    for (const problem of problems)
      print(stderr, `${formatProblem(problem, viewOf(stderr, this.#args, this.#surroundings))}\n`);
    const remaining = await this.#lookAgain(plan, written);
    if (this.#args.json)
      stdout.write(
        formatMigrationJson(
          { plan: { ...plan, problems: [...plan.problems, ...problems] }, diff: false, written, remaining },
          cwd,
        ),
      );
    else
      print(
        stdout,
        `\n${formatRemaining(written.size, remaining, !isIncomplete({ ...plan, files: plan.read }), viewOf(stdout, this.#args, this.#surroundings))}`,
      );
    if (problems.length > 0) return 2;
    return remaining.length > 0 ? 1 : isIncomplete({ ...plan, files: plan.read }) ? 2 : 0;
  }

  /** Prints the plan as soon as it is known. */
  async #plan(): Promise<MigrationPlan> {
    const { cwd, stdout } = this.#surroundings;
    const options = { ...this.#args, cwd, scope: this.#scope, helper: this.#helper };
    const plan = await planMigration(this.#discovery, options, this.#progressOf);
    if (!this.#args.json) print(stdout, formatPlan(plan, viewOf(stdout, this.#args, this.#surroundings)));
    return plan;
  }

  /** Runs the rules over everything again, as it is on the disk. */
  async #lookAgain(plan: MigrationPlan, written: ReadonlySet<string>): Promise<Remaining[]> {
    const { strict, types, rules, settings } = this.#args;
    const byFile = new Map(plan.files.map((file) => [file.file, file]));
    const problems = new Map(plan.problems.map(({ file, message }) => [file, message]));
    // Reading a file that has been replaced by a pipe would never end.
    const files = this.#discovery.files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
    const progress = this.#progressOf('scanning again', files.length);
    try {
      const { leaks } = await scanFiles(
        { ...this.#discovery, files },
        { cwd: this.#surroundings.cwd, strict, types, settings },
        progress,
      );
      return leaks
        .filter(({ finding }) => rules.includes(finding.rule))
        .map(({ file, line, column, message, finding }) => {
          const planned = byFile.get(file);
          const why =
            planned && isChanged(planned) && !written.has(file)
              ? 'the file could not be written'
              : planned?.reasons.get(siteKey(finding.rule, finding.range[0]));
          return {
            file,
            rule: finding.rule,
            line,
            column,
            client: finding.client,
            message,
            reason: why ?? problems.get(file) ?? 'found only after the other files were changed: run the command again',
          };
        });
    } finally {
      progress.stop();
    }
  }
}

const viewOf = (stream: NodeJS.WriteStream, { color }: MigrateArguments, { cwd, env }: Environment): MigrationView => ({
  cwd,
  colors: picocolors.createColors(usesColor(color !== false, env, stream)),
});

/** Replaces links by the files they lead to, because these are written. */
async function withoutLinks(discovery: Discovery): Promise<Discovery> {
  const files = new Set<string>();
  const problems: Problem[] = [...discovery.problems];
  for (const file of discovery.files) {
    try {
      const target = await realpath(file);
      if ((await stat(target)).isFile()) files.add(target);
      else problems.push({ kind: 'unreadable', file, message: 'not a file' });
    } catch (error) {
      problems.push({ kind: 'unreadable', file, message: reason(error) });
    }
  }
  return { ...discovery, files: [...files].sort(), problems };
}
