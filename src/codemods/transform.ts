/** Makes a jscodeshift transform of some rules. It applies the text edits of the fixes; no code is reprinted. */
import type { RuleName } from '../findings/finding.js';

/** What jscodeshift passes for a file. */
export interface FileInfo {
  readonly path: string;
  readonly source: string;
}

/** The part of jscodeshift's API that is used. */
export interface Api {
  stats?(name: string, quantity?: number): void;
  report?(message: string): void;
}

/** Options of the command line: `--review=true`, `--release=drain`, `--helper=src/http/discard-body.js#discardBody`. */
export interface TransformOptions {
  readonly review?: boolean | string;
  readonly release?: string;
  readonly helper?: string;
}

/** A function as jscodeshift runs it: it returns the text of the file, changed or not. */
export type Transform = (file: FileInfo, api: Api, options?: TransformOptions) => Promise<string>;

/**
 * The runner compiles what it requires with Babel, which cannot compile everything here: the engine is loaded by
 * `import()`, past it.
 *
 * @returns a transform that applies the fixes of `rules`; it rejects if a file does not parse
 */
export function transformFor(rules: readonly RuleName[]): Transform {
  return async ({ path, source }, api, { review, release, helper } = {}) => {
    const { migrate } = await import('./migrate.js');
    const { text, applied, left } = migrate(source, path, {
      rules,
      review: review === true || review === 'true',
      release: release === 'cancel' || release === 'drain' ? release : undefined,
      helper: helper === undefined ? undefined : helperAt(helper),
    });
    if (applied > 0) api.stats?.('fixed', applied);
    for (const { line, rule, reason } of left) api.report?.(`line ${line}: ${rule}: left for a person: ${reason}`);
    return text;
  };
}

/** @throws where it is not a path and a name */
function helperAt(given: string): { readonly file: string; readonly name: string } {
  const at = given.lastIndexOf('#');
  if (at < 1 || at === given.length - 1)
    throw new Error(
      `--helper has to be a file and one of its exports, as in src/http/discard-body.js#discardBody; got ${given}`,
    );
  return { file: given.slice(0, at), name: given.slice(at + 1) };
}
