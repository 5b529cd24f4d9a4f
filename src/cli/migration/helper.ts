/** What `--helper` does to the plan of a migration: the files whose repairs call the function import it, and its module is made. */
import path from 'node:path';
import {
  importOf,
  mentions,
  styleOf,
  systemOf,
  type HelperImport,
  type ModuleSystem,
  type SpecifierStyle,
} from '../../codemods/helper-import.js';
import { helperText } from '../../codemods/helper-text.js';
import type { Planned } from '../../codemods/rounds.js';
import type { Edit } from '../../fixes/text/edits.js';
import type { WantedHelper } from '../../fixes/helpers/functions.js';
import { Layout } from '../../fixes/text/layout.js';
import { formFor, protocolOf } from '../../fixes/release/release.js';
import { Tokens } from '../../syntax/tokens.js';
import { Unit, type SourceFile } from '../../syntax/unit.js';
import { parseFile } from '../../types/parse-file.js';
import type { Readable } from '../reader.js';
import { isModulePackage, isTypeScript, type LocatedHelper } from './helper-module.js';

/** A file with findings. */
export interface HelperUser extends Pick<Readable, 'file' | 'isInProject'> {
  readonly text: string;
  readonly seen: readonly Planned[];
}

/** How the repairs of one file get the function. */
export interface HelperUse {
  readonly wanted: WantedHelper;
  /** The import; empty where the file has it. */
  readonly edits: readonly Edit[];
}

export class MigrationHelper {
  readonly located: LocatedHelper;
  readonly #release: 'cancel' | 'drain' | undefined;
  #text: string | undefined;
  #system: ModuleSystem | null;

  constructor(located: LocatedHelper, release: 'cancel' | 'drain' | undefined) {
    this.located = located;
    this.#release = release;
    this.#system = located.system;
  }

  /** The text of the module that is to be made; undefined where it is there, or nothing needs it. */
  get text(): string | undefined {
    return this.#text;
  }

  /** The absolute path of the module that is to be made; null where none is. */
  get created(): string | null {
    const { module, isMissing } = this.located;
    return isMissing && module.kind === 'file' ? module.file : null;
  }

  /** What files need whose repairs may call the function; the others have none. */
  usesOf<User extends HelperUser>(users: readonly User[]): Map<User, HelperUse> {
    const open = users.flatMap((user) => {
      const source = user.seen.some((planned) => isOfBody(planned)) ? parsed(user.text, user.file) : null;
      return source ? [{ user, source }] : [];
    });
    this.#make(open);
    const usual = usualStyle(open.map(({ source }) => source));
    const uses = new Map<User, HelperUse>();
    for (const { user, source } of open) {
      const use = this.#useIn(user, source, usual);
      if (use) uses.set(user, use);
    }
    return uses;
  }

  /** Whether a text calls the function by its name. */
  isUsedIn(text: string, file: string): boolean {
    const source = parsed(text, file);
    return source !== null && mentions(source, this.located.name);
  }

  #useIn({ file, isInProject }: HelperUser, source: SourceFile, usual: SpecifierStyle | null): HelperUse | null {
    const { module, name } = this.located;
    if (module.kind === 'file') {
      if (module.file === file || (this.created !== null && this.#text === undefined)) return null;
      // What runs as it is written cannot load what has to be compiled.
      if (isTypeScript(module.file) && !isTypeScript(file) && !isInProject) return null;
    }
    const system = systemOf(source) ?? (isTypeScript(file) ? null : usualSystem(file));
    if (system === null || (system === 'commonjs' && module.kind === 'file' && this.#system !== 'commonjs'))
      return null;
    const style =
      usual ??
      (system === 'commonjs' || (isTypeScript(file) && !isModulePackage(path.dirname(file))) ? 'bare' : 'emitted');
    const found: HelperImport | null = importOf(source, { module, name }, system, style);
    return found && { wanted: this.#wanted(found.from), edits: found.edits };
  }

  #wanted(from: string): WantedHelper {
    const created = this.created !== null && this.#text !== undefined ? parsed(this.#text, this.created) : null;
    return { from, name: this.located.name, created, isTrusted: this.located.module.kind === 'package' };
  }

  /** Writes the module for the client of which most is repaired, as the first of its files is laid out. */
  #make(users: readonly { readonly user: HelperUser; readonly source: SourceFile }[]): void {
    if (this.created === null || this.#text !== undefined) return;
    const planned = users.flatMap(({ user, source }) =>
      user.seen.filter((one) => isOfBody(one)).map(({ finding }) => ({ finding, source })),
    );
    const counts = new Map<string, number>();
    for (const { finding } of planned) counts.set(finding.protocol, (counts.get(finding.protocol) ?? 0) + 1);
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    const first = planned.find(({ finding }) => finding.protocol === most?.[0]);
    if (!first) return;
    const { root, names } = protocolOf(first.finding);
    const form = formFor(first.finding, root, this.#release ?? null, false);
    if (!form) return;
    this.#system ??= systemOf(first.source) ?? usualSystem(first.source.filename);
    this.#text = helperText({
      name: this.located.name,
      parameter: names.find((name) => name !== this.located.name)!,
      handle: root,
      form,
      isTypeScript: isTypeScript(this.created),
      system: this.#system,
      style: new Layout(new Unit(first.source, false), new Tokens(first.source.ast)),
    });
  }
}

const isOfBody = ({ finding, plan }: Planned): boolean =>
  plan.verdict !== 'none' && protocolOf(finding).resource === 'body';

const usualSystem = (file: string): ModuleSystem => (isModulePackage(path.dirname(file)) ? 'module' : 'commonjs');

/** How most of the files write the modules that they import; null where none has any. */
function usualStyle(sources: readonly SourceFile[]): SpecifierStyle | null {
  const styles = sources.flatMap((source) => styleOf(source) ?? []);
  const count = (style: SpecifierStyle): number => styles.filter((one) => one === style).length;
  const [most] = [...new Set(styles)].sort((a, b) => count(b) - count(a));
  return most ?? null;
}

/** Null where the text does not parse. */
function parsed(text: string, file: string): SourceFile | null {
  try {
    return parseFile(text, file);
  } catch {
    return null;
  }
}
