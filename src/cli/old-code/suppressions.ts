/** `eslint-suppressions.json`: the counts per file and rule that `eslint --suppress-all` has written, with ESLint's own meaning. */
import path from 'node:path';
import { reason, textIfThere, whyUnreadable } from '../files.js';
import type { Leak, Problem } from '../result.js';
import { isOutermost } from '../upwards.js';

export const SUPPRESSIONS_FILE = 'eslint-suppressions.json';

type Counts = Readonly<Record<string, Readonly<Record<string, { readonly count: number }>>>>;

interface Known {
  readonly file: string;
  readonly counts: Counts;
}

export class Suppressions {
  readonly #cwd: string;
  readonly #onProblem: (problem: Problem) => void;
  readonly #known = new Map<string, Promise<Known | undefined>>();
  /** Findings that the files count, and that are not there any more. */
  unused = 0;

  /** @param onProblem called once for each file that cannot be used */
  constructor(cwd: string, onProblem: (problem: Problem) => void) {
    this.#cwd = cwd;
    this.#onProblem = onProblem;
  }

  /**
   * The findings of a file that are not suppressed. As in ESLint, a rule with more findings than are counted has all of them reported.
   *
   * @param rules the ids of the rules that ran
   */
  async apply(file: string, leaks: readonly Leak[], rules: ReadonlySet<string>): Promise<readonly Leak[]> {
    const known = await this.#nearest(path.dirname(file));
    const counts = known?.counts[path.relative(path.dirname(known.file), file).split(path.sep).join('/')];
    if (!counts) return leaks;
    const hidden = new Set<string>();
    for (const [rule, { count }] of Object.entries(counts)) {
      if (!rules.has(rule)) continue;
      const found = leaks.filter(({ ruleId }) => ruleId === rule).length;
      if (found <= count) hidden.add(rule);
      this.unused += Math.max(count - found, 0);
    }
    return leaks.filter(({ ruleId }) => !hidden.has(ruleId));
  }

  /** The file of the nearest folder upwards that has one, up to the root of the repository. */
  #nearest(folder: string): Promise<Known | undefined> {
    let known = this.#known.get(folder);
    if (!known) this.#known.set(folder, (known = this.#read(folder)));
    return known;
  }

  async #read(folder: string): Promise<Known | undefined> {
    const file = path.join(folder, SUPPRESSIONS_FILE);
    try {
      const text = await textIfThere(file);
      if (text !== undefined) return { file, counts: parse(text) };
    } catch (error) {
      const why =
        (error as { code?: unknown }).code === undefined ? reason(error) : whyUnreadable(error, file, this.#cwd);
      this.#onProblem({ kind: 'settings', file, message: `the suppressions in this file are ignored: ${why}` });
      return { file, counts: {} };
    }
    return isOutermost(folder, this.#cwd) ? undefined : this.#nearest(path.dirname(folder));
  }
}

/** @throws if the text does not have the form that ESLint writes */
function parse(text: string): Counts {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`not valid JSON: ${reason(error)}`, { cause: error });
  }
  const isObject = (one: unknown): one is Readonly<Record<string, unknown>> =>
    typeof one === 'object' && one !== null && !Array.isArray(one);
  const isCount = (one: unknown): boolean => isObject(one) && Number.isInteger(one['count']);
  if (!isObject(value)) throw new Error('it must be an object with a member for each file');
  for (const [file, rules] of Object.entries(value))
    if (!isObject(rules) || !Object.values(rules).every(isCount))
      throw new Error(`"${file}" must have a count for each rule, as in { "rule": { "count": 1 } }`);
  return value as Counts;
}
