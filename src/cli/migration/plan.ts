/** Plans a migration: the changes of every file are computed and checked in memory, project by project, before any file is written. */
import { rounds, type Outcome, type Planned, type MigratedSite } from '../../codemods/rounds.js';
import type { Strategy } from '../../codemods/strategy.js';
import { newTypeErrors, type Change, type Compiler, type TypeErrors } from '../../codemods/type-check.js';
import type { RuleName } from '../../findings/finding.js';
import { messageOf } from '../../findings/wording.js';
import type { WantedHelper } from '../../fixes/helpers/functions.js';
import { planFixes } from '../../fixes/plan.js';
import { createCollector, type Collector } from '../collector.js';
import type { Discovery } from '../discover.js';
import { readRegularFile, reason } from '../files.js';
import type { Progress } from '../progress.js';
import { Reader, type Readable, type ReaderOptions } from '../reader.js';
import { placeFinder } from '../reporters/witness.js';
import type { Problem } from '../result.js';
import { loadCompiler } from './compiler.js';
import { MigrationHelper, type HelperUse } from './helper.js';
import type { LocatedHelper } from './helper-module.js';
import { leftAlone } from './left-alone.js';
import { siteKey, type FilePlan, type MigrationPlan, type SitePlan } from './result.js';
import type { Scope } from './scope.js';

export interface MigrationOptions extends ReaderOptions {
  readonly strict: boolean;
  readonly strategy: Strategy;
  readonly release?: 'cancel' | 'drain' | undefined;
  readonly rules: readonly RuleName[];
  readonly scope: Scope;
  /** What repairs are to call. */
  readonly helper?: LocatedHelper | undefined;
}

/** Creates a progress bar for one part of the work. */
export type ProgressOf = (doing: string, total: number) => Progress;

/** A file with findings, before the migration. */
interface Candidate extends Readable {
  readonly bom: string;
  readonly text: string;
  readonly seen: readonly Planned[];
}

/** What became of files: their new texts, or why they stay as they are. */
interface Attempt {
  readonly migrated: Map<Candidate, Outcome>;
  readonly refused: Map<Candidate, string>;
}

const BOM = '\uFEFF';

/**
 * Plans the migration of the files of `discovery`. An error with one file becomes a problem of the plan.
 * @throws if types are to be checked and ts-morph is not installed
 */
export async function planMigration(
  discovery: Discovery,
  options: MigrationOptions,
  progressOf: ProgressOf,
): Promise<MigrationPlan> {
  return new Planner(discovery, options, progressOf).plan();
}

class Planner {
  readonly #options: MigrationOptions;
  readonly #progressOf: ProgressOf;
  readonly #collector: Collector;
  readonly #reader: Reader;
  readonly #compiler: Compiler | undefined;
  readonly #helper: MigrationHelper | null;
  readonly #problems: Problem[];
  readonly #total: number;
  #read = 0;
  #typed = 0;
  #outside = 0;

  constructor(discovery: Discovery, options: MigrationOptions, progressOf: ProgressOf) {
    this.#options = options;
    this.#progressOf = progressOf;
    this.#collector = createCollector(options);
    this.#reader = new Reader(discovery.files, options, this.#collector);
    this.#problems = [...discovery.problems];
    this.#total = discovery.files.length;
    const { typescript, isConfigured } = this.#reader;
    this.#compiler = typescript && isConfigured ? loadCompiler(options.cwd) : undefined;
    this.#helper = options.helper ? new MigrationHelper(options.helper, options.release) : null;
  }

  async plan(): Promise<MigrationPlan> {
    const files: FilePlan[] = [];
    const scanning = this.#progressOf('scanning', this.#total);
    try {
      for (const batch of this.#reader.batches()) {
        const candidates: Candidate[] = [];
        for (const readable of batch) {
          const candidate = await this.#candidate(readable);
          if (candidate) candidates.push(candidate);
          scanning.advance(files.length + candidates.length);
        }
        const alone = await leftAlone(candidates, this.#options.scope);
        files.push(
          ...candidates.flatMap((candidate) =>
            alone.has(candidate.file) ? [untouched(candidate, alone.get(candidate.file)!, true)] : [],
          ),
        );
        files.push(...(await this.#migrate(candidates.filter(({ file }) => !alone.has(file)))));
        this.#reader.finishBatch();
      }
    } finally {
      scanning.stop();
    }
    const users = files.filter(({ callsHelper }) => callsHelper).length;
    const made = this.#made;
    if (made && users > 0) files.push(newFile(made));
    return {
      files: files.sort((a, b) => (a.file < b.file ? -1 : 1)),
      helper: this.#helper && { name: this.#helper.located.name, files: users },
      problems: [...this.#problems, ...this.#reader.problems],
      read: this.#read,
      typed: this.#typed,
      outsideProjects: this.#reader.typescript ? this.#outside : 0,
    };
  }

  /** The file with its findings; undefined if there are none. */
  async #candidate(readable: Readable): Promise<Candidate | undefined> {
    const { file } = readable;
    try {
      const content = decode(await readRegularFile(file));
      const bom = content.startsWith(BOM) ? BOM : '';
      const text = content.slice(bom.length);
      const { seen, typed } = await this.#look(readable, text);
      this.#read++;
      if (typed) this.#typed++;
      if (!readable.isInProject) this.#outside++;
      return seen.length === 0
        ? undefined
        : { ...readable, bom, text, seen, config: typed ? readable.config : undefined };
    } catch (error) {
      if (!(error instanceof Unseen)) this.#problems.push({ kind: 'unreadable', file, message: reason(error) });
      else if (error.problem) this.#problems.push(error.problem);
      return undefined;
    }
  }

  /** The module that the repairs call, where that has to be made. */
  get #made(): Change | null {
    const { created, text } = this.#helper ?? {};
    return created && text !== undefined ? { file: created, text } : null;
  }

  /** The findings of the rules in a text, with their fixes. */
  async #look(readable: Readable, text: string, helper?: WantedHelper): Promise<{ seen: Planned[]; typed: boolean }> {
    const { rules, release, types } = this.#options;
    const result = await this.#reader.read(readable, text);
    if ('problem' in result) throw new Unseen(result.problem);
    const seen = this.#collector.source();
    const leaks = this.#collector
      .leaks(readable.file, result.messages)
      .filter(({ finding }) => rules.includes(finding.rule));
    if (!seen) return { seen: [], typed: result.typed };
    const asked = leaks.map(({ finding }) => finding);
    const options = { release, types, settings: seen.settings, helper };
    const plans = planFixes(seen.source, seen.analysis.findings, asked, options);
    return { seen: asked.map((finding, index) => ({ finding, plan: plans[index]! })), typed: result.typed };
  }

  async #migrate(candidates: readonly Candidate[]): Promise<FilePlan[]> {
    const uses = this.#helper?.usesOf(candidates) ?? new Map<Candidate, HelperUse>();
    const { migrated, refused } = await this.#attempt(candidates, uses);
    const isInVain = (candidate: Candidate): boolean =>
      refused.has(candidate) || !this.#helper!.isUsedIn(migrated.get(candidate)!.text, candidate.file);
    const again = [...uses.keys()].filter((candidate) => isInVain(candidate));
    if (again.length > 0) {
      const plain = await this.#attempt(again, new Map());
      for (const candidate of again) {
        uses.delete(candidate);
        migrated.delete(candidate);
        refused.delete(candidate);
      }
      for (const [candidate, outcome] of plain.migrated) migrated.set(candidate, outcome);
      for (const [candidate, why] of plain.refused) refused.set(candidate, why);
    }
    for (const [{ file }, message] of refused) this.#problems.push({ kind: 'refused', file, message });
    return candidates.map((candidate) => {
      const outcome = migrated.get(candidate);
      const why = refused.get(candidate);
      if (why !== undefined || !outcome) return untouched(candidate, why ?? '');
      const plan = accepted(candidate, outcome);
      const needs = this.#helper?.created;
      return uses.has(candidate) ? { ...plan, callsHelper: true, ...(needs ? { needs } : {}) } : plan;
    });
  }

  /** Migrates files in memory, those of `uses` with what their repairs are to call. */
  async #attempt(candidates: readonly Candidate[], uses: ReadonlyMap<Candidate, HelperUse>): Promise<Attempt> {
    const migrated = new Map<Candidate, Outcome>();
    const refused = new Map<Candidate, string>();
    let open = candidates.map((candidate) => {
      const edits = uses.get(candidate)?.edits ?? [];
      const steps = rounds(candidate.text, this.#options.strategy, edits);
      const first = steps.next();
      return { candidate, steps, step: uses.has(candidate) ? first : steps.next(candidate.seen) };
    });
    // Each round covers all files, so that the files of one round are analysed in one program.
    for (
      ;
      open.length > 0;
      open = open.filter(({ candidate }) => !migrated.has(candidate) && !refused.has(candidate))
    ) {
      for (const { candidate, step } of open) if (step.done !== true) this.#reader.announce(candidate, step.value);
      for (const one of open) {
        const { candidate, steps, step } = one;
        if (step.done === true) migrated.set(candidate, step.value);
        else {
          try {
            const { seen } = await this.#look(candidate, step.value, uses.get(candidate)?.wanted);
            one.step = steps.next(seen);
          } catch (error) {
            refused.set(
              candidate,
              `with its fixes the file does not parse: ${error instanceof Unseen ? error.problem?.message : reason(error)}`,
            );
          }
        }
      }
    }
    for (const [candidate, error] of this.#typeErrors(migrated)) refused.set(candidate, error);
    return { migrated, refused };
  }

  /** The files that must not be written, with the reason. */
  #typeErrors(migrated: ReadonlyMap<Candidate, Outcome>): Map<Candidate, string> {
    const changed = [...migrated].filter(
      ([{ config, text }, outcome]) => config !== undefined && outcome.text !== text,
    );
    const errors = new Map<Candidate, string>();
    if (changed.length === 0 || !this.#compiler) return errors;
    // Two programs of a large project at once would need twice the memory.
    this.#reader.dropPrograms();
    for (const config of new Set(changed.map(([candidate]) => candidate.config))) {
      const of = changed.filter(([candidate]) => candidate.config === config);
      const found = checkTypes(
        config!,
        of.map(([{ file }, outcome]) => ({ file, text: outcome.text })),
        this.#compiler,
        this.#made,
      );
      for (const [candidate] of of) {
        const error = found.get(candidate.file);
        if (error !== undefined) errors.set(candidate, error);
      }
    }
    return errors;
  }
}

/** A text could not be analysed. */
class Unseen extends Error {
  constructor(readonly problem: Problem | null) {
    super(problem?.message);
  }
}

function checkTypes(config: string, changes: readonly Change[], compiler: Compiler, made: Change | null): TypeErrors {
  try {
    return new Map(
      [...newTypeErrors(config, changes, compiler, made)].map(([file, error]) => [
        file,
        `with its fixes there is a new type error: ${error}`,
      ]),
    );
  } catch (error) {
    return new Map(changes.map(({ file }) => [file, `its types could not be checked: ${reason(error)}`]));
  }
}

function accepted(candidate: Candidate, { text, applied, left }: Outcome, alone: string | null = null): FilePlan {
  const { file, bom } = candidate;
  const describe = describer(candidate);
  return {
    file,
    before: bom + candidate.text,
    after: bom + text,
    fixed: applied.map(describe),
    left: left.map(describe),
    leftAlone: alone,
    reasons: new Map(left.map((site) => [siteKey(site.finding.rule, site.finding.range[0]), site.reason])),
  };
}

const newFile = ({ file, text }: Change): FilePlan => ({
  file,
  before: '',
  after: text,
  isNew: true,
  fixed: [],
  left: [],
  leftAlone: null,
  reasons: new Map(),
});

function untouched(candidate: Candidate, why: string, isAlone = false): FilePlan {
  const sites = candidate.seen.map((planned): MigratedSite => ({
    ...planned,
    origin: planned.finding.range[0],
    reason: planned.plan.verdict === 'none' ? planned.plan.reason : why,
  }));
  return accepted(candidate, { text: candidate.text, applied: [], left: sites }, isAlone ? why : null);
}

/** Describes the sites of a file by their current positions. */
function describer({ text, seen }: Candidate): (site: MigratedSite) => SitePlan {
  const place = placeFinder(text);
  const original = new Map(seen.map(({ finding }) => [siteKey(finding.rule, finding.range[0]), finding]));
  return ({ finding, plan, origin, reason: why }) => {
    const { line, column } = place([origin, origin]);
    return {
      rule: finding.rule,
      line,
      column,
      client: finding.client,
      message: messageOf(original.get(siteKey(finding.rule, origin)) ?? finding),
      verdict: plan.verdict,
      title: plan.title,
      reason: why,
    };
  };
}

/** @throws if the file is not UTF-8: bytes that cannot be decoded would be lost */
function decode(content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    throw new Error('it is not encoded in UTF-8');
  }
}
