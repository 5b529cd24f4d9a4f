/** A baseline: the findings that are known and not reported, in a file that people review and git merges. */
import { existsSync } from 'node:fs';
import { realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { reason, textIfThere, whyUnreadable } from '../files.js';
import type { Leak } from '../result.js';
import { displayPath } from '../paths.js';
import { plainJson } from '../visible.js';

const FORMAT_VERSION = 1;

/** One known finding. Lines are not part of it, so it stays the same when they move. */
interface Entry {
  readonly rule: string;
  readonly in: string;
  readonly code: string;
  readonly occurrence: number;
}

/** What became of a baseline that was written. */
export interface Update {
  readonly leaks: number;
  readonly added: number;
  readonly removed: number;
}

export class Baseline {
  readonly file: string;
  /** By the path of the file relative to the baseline, with slashes. */
  readonly #entries: Map<string, Entry[]>;
  readonly #scanned = new Map<string, Set<string>>();
  readonly #rules = new Set<string>();

  private constructor(file: string, entries: Map<string, Entry[]>) {
    this.file = file;
    this.#entries = entries;
  }

  /**
   * Reads a baseline.
   *
   * @param file absolute
   * @param isMade whether it may be missing, because it is about to be written
   * @throws if it is missing, unreadable or not a baseline
   */
  static async open(file: string, cwd: string, isMade: boolean): Promise<Baseline> {
    const shown = displayPath(file, cwd);
    let text: string | undefined;
    try {
      text = await textIfThere(file);
    } catch (error) {
      const isForeign = (error as { code?: unknown }).code === undefined;
      throw new Error(`${shown}: ${isForeign ? reason(error) : whyUnreadable(error, file, cwd)}`, { cause: error });
    }
    if (text !== undefined) return new Baseline(file, parse(text, shown));
    if (!isMade) throw new Error(`${shown}: there is no such file; --update-baseline writes it`);
    return new Baseline(file, new Map());
  }

  /**
   * The findings of a file that the baseline does not have.
   *
   * @param rules the ids of the rules that ran
   */
  apply(file: string, leaks: readonly Leak[], rules: ReadonlySet<string>): readonly Leak[] {
    const name = this.#nameOf(file);
    const found = new Set<string>();
    for (const rule of rules) this.#rules.add(rule);
    this.#scanned.set(name, found);
    const known = new Set((this.#entries.get(name) ?? []).map(keyOf));
    return leaks.filter((leak) => {
      const key = keyOf(entryOf(leak));
      found.add(key);
      return !known.has(key);
    });
  }

  /** The number of entries whose finding is gone: their file was scanned without it, or does not exist. */
  get stale(): number {
    return [...this.#entries].reduce(
      (sum, [name, entries]) => sum + entries.filter((entry) => this.#isGone(name, entry)).length,
      0,
    );
  }

  #isGone(name: string, entry: Entry): boolean {
    const found = this.#scanned.get(name);
    if (found) return this.#rules.has(entry.rule) && !found.has(keyOf(entry));
    return !existsSync(path.resolve(path.dirname(this.file), name));
  }

  /**
   * Writes the findings of the scan. Entries of files that were not scanned, and of rules that did not run, are kept.
   *
   * @throws if the file cannot be written; it is then as it was
   */
  async update(leaks: readonly Leak[]): Promise<Update> {
    const next = new Map<string, Entry[]>();
    let [kept, before] = [0, 0];
    for (const [name, entries] of this.#entries) {
      const isKept = (entry: Entry): boolean =>
        !this.#isGone(name, entry) && !(this.#scanned.has(name) && this.#rules.has(entry.rule));
      const others = entries.filter(isKept);
      before += entries.length;
      kept += others.length;
      if (others.length > 0) next.set(name, others);
    }
    let same = 0;
    for (const leak of leaks) {
      const name = this.#nameOf(leak.file);
      const entry = entryOf(leak);
      if (this.#entries.get(name)?.some((one) => keyOf(one) === keyOf(entry))) same++;
      next.set(name, [...(next.get(name) ?? []), entry]);
    }
    await replace(this.file, print(next));
    return { leaks: kept + leaks.length, added: leaks.length - same, removed: before - kept - same };
  }

  #nameOf(file: string): string {
    return path.relative(path.dirname(this.file), file).split(path.sep).join('/');
  }
}

const entryOf = ({ ruleId, identity: { within, code, occurrence } }: Leak): Entry => ({
  rule: ruleId,
  in: within,
  code,
  occurrence,
});

const keyOf = ({ rule, in: within, code, occurrence }: Entry): string =>
  JSON.stringify([rule, within, code, occurrence]);

/** Sorted, with one line for each finding: branches that change different ones can be merged. */
function print(entries: ReadonlyMap<string, readonly Entry[]>): string {
  const files = [...entries]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => {
      const lines = all.map((entry) => `      ${oneLine(entry)}`).sort();
      return `    ${oneLine(name)}: [\n${lines.join(',\n')}\n    ]`;
    });
  const body = files.length === 0 ? '{}' : `{\n${files.join(',\n')}\n  }`;
  return `{\n  "version": ${FORMAT_VERSION},\n  "findings": ${body}\n}\n`;
}

const oneLine = (value: unknown): string => plainJson(value).replaceAll(/\n\s*/g, ' ');

/** Writes beside the file first, so that a failure leaves it as it was. Links are followed. */
async function replace(file: string, text: string): Promise<void> {
  const target = existsSync(file) ? await realpath(file) : file;
  const beside = `${target}.${process.pid}.tmp`;
  try {
    await writeFile(beside, text, { flag: 'wx' });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Error(`the baseline could not be written: ${reason(error)}`, { cause: error });
  }
}

/** @throws if the text is not a baseline */
function parse(text: string, shown: string): Map<string, Entry[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const hint = /^<{7} /m.test(text) ? 'it has the marks of a merge conflict' : `not valid JSON: ${reason(error)}`;
    throw new Error(`${shown}: this is not a baseline: ${hint}`, { cause: error });
  }
  const { version, findings } = (value ?? {}) as { version?: unknown; findings?: unknown };
  if (version !== FORMAT_VERSION)
    throw new Error(
      `${shown}: this is not a baseline of version ${FORMAT_VERSION}; remove it to write a new one with --update-baseline`,
    );
  const files = Object.entries((findings ?? {}) as Record<string, unknown>);
  const broken = files.find(([, entries]) => !Array.isArray(entries) || !entries.every(isEntry));
  if (broken) throw new Error(`${shown}: the entries of ${broken[0]} are not those of a baseline`);
  return new Map(files as [string, Entry[]][]);
}

function isEntry(one: unknown): one is Entry {
  const { rule, in: within, code, occurrence } = (one ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return (
    typeof rule === 'string' && typeof within === 'string' && typeof code === 'string' && Number.isInteger(occurrence)
  );
}
