/**
 * The list of files that a migration is about to write. It is kept in the git folder during the run, and prevents a second run in the
 * same working tree. A killed run leaves it there: the next run cleans up after it, and can distinguish the files that it had written
 * from changes of the user.
 *
 * It is an append-only file of JSON lines, so that a kill cannot damage earlier lines. Each run adds a line about itself, and a line with
 * its files before it creates the first temporary file beside one of them.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isAlive, self, type Owner } from './owner.js';
import { Refusal } from './refusal.js';
import { gitPath } from '../repositories.js';
import { digestOf, recoverFile, type Texts } from './swap.js';

const NAME = 'http-leak-migrate.json';
const VERSION = 2;
/** Does not follow a link; Windows has no such flag. */
const WRITE = constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const TOKEN = /^[0-9a-f]{16}$/;

/** One run: its process, the token in the names of its temporary files, and the files to write, by paths relative to the working tree. */
interface Run {
  readonly owner: Owner;
  readonly token: string;
  readonly files: Map<string, Texts>;
  hasEnded: boolean;
}

/** The remains of runs that did not finish. */
export interface Interrupted {
  readonly announced: number;
  readonly written: number;
  /** Files that a person has to check. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/**
 * The path of the journal of a working tree.
 * @throws if git cannot be run
 */
export async function journalPlace(root: string): Promise<string> {
  return gitPath(root, NAME);
}

export class Journal {
  /** The token of this run, for the names of temporary files. */
  readonly token = randomBytes(8).toString('hex');
  /** The existing file was not a journal of this program, and is replaced. */
  readonly isReplaced: boolean;
  /** Null if no earlier run was interrupted. */
  readonly interrupted: Interrupted | null;
  readonly #root: string;
  readonly #place: string;
  readonly #earlier: readonly Run[];

  private constructor(root: string, place: string, earlier: readonly Run[]) {
    this.#root = root;
    this.#place = place;
    this.#earlier = earlier;
    this.isReplaced = earlier.length === 0 && linesOf(place).some((line) => line !== '');
    this.#add({ version: VERSION, token: this.token, ...self() }, earlier.length === 0);
    this.#assertOwn();
    this.interrupted = earlier.some(({ files }) => files.size > 0) ? this.#recover() : null;
  }

  /**
   * Begins a run in the working tree `root`, whose journal is at `place`, and cleans up after a killed run.
   * @throws a Refusal if another run is active
   * @throws if the journal cannot be read or written
   */
  static open(root: string, place: string): Journal {
    const earlier = runsIn(place);
    const other = earlier.at(-1);
    if (other && !other.hasEnded && isAlive(other.owner)) throw new Refusal(inUse(root, other.owner.pid, place));
    return new Journal(root, place, earlier);
  }

  /** The `files` that differ from what an interrupted run has written. */
  foreign(files: readonly string[]): string[] {
    return files.filter(
      (file) => !this.#earlier.some((run) => run.files.get(path.relative(this.#root, file))?.after === textIn(file)),
    );
  }

  /**
   * Call it before the first of these files is written.
   * @throws a Refusal if another run has begun in the meantime
   */
  announce(files: ReadonlyMap<string, Texts>): void {
    this.#assertOwn();
    this.#add({
      files: Object.fromEntries([...files].map(([file, texts]) => [path.relative(this.#root, file), texts])),
    });
  }

  /** Ends the run. The data of an interrupted run is kept until a later run was `complete`. */
  close(complete: boolean): void {
    if (runsIn(this.#place).at(-1)?.token !== this.token) return;
    if (complete || !this.interrupted) rmSync(this.#place, { force: true });
    else this.#add({ ended: this.token });
  }

  #recover(): Interrupted {
    const written = new Set<string>();
    const announced = new Set<string>();
    const problems: { file: string; message: string }[] = [];
    for (const { token, files } of this.#earlier) {
      for (const [name, texts] of files) {
        const file = path.join(this.#root, name);
        if (!isInside(this.#root, path.dirname(file))) continue;
        const message = recoverFile(file, token, texts);
        if (message !== null) problems.push({ file, message });
        announced.add(name);
        if (textIn(file) === texts.after) written.add(name);
      }
    }
    return { announced: announced.size, written: written.size, problems };
  }

  #add(entry: object, isFirst = false): void {
    const handle = openSync(this.#place, WRITE | (isFirst ? constants.O_TRUNC : constants.O_APPEND));
    try {
      // A line that was cut off by a kill is ended first.
      writeFileSync(handle, `${isFirst ? '' : '\n'}${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
    } catch (error) {
      if (isFirst) rmSync(this.#place);
      throw error;
    } finally {
      closeSync(handle);
    }
  }

  /** Two runs that begin at the same moment both see no active run: the one that wrote later wins. */
  #assertOwn(): void {
    const last = runsIn(this.#place).at(-1);
    if (last?.token !== this.token) throw new Refusal(inUse(this.#root, last?.owner.pid, this.#place));
  }
}

const inUse = (root: string, pid: number | undefined, place: string): string =>
  `another migration${pid === undefined ? '' : ` (process ${pid})`} is running in ${root}: wait until it has ended (if that process is something else, delete ${place})`;

/** The runs in a journal; empty if there is no journal of this program. */
function runsIn(place: string): Run[] {
  const runs: Run[] = [];
  for (const line of linesOf(place)) {
    const entry = parsed(line);
    if (!entry) continue;
    const { version, token, pid, start, files, ended } = entry;
    if (typeof version === 'number' && version !== VERSION)
      throw new Refusal(
        `${place} is from another version of http-leak: finish the migration with that version, or delete the file`,
      );
    const run = runs.at(-1);
    if (version === VERSION && typeof token === 'string' && TOKEN.test(token) && typeof pid === 'number') {
      runs.push({
        token,
        owner: { pid, start: typeof start === 'string' ? start : null },
        files: new Map(),
        hasEnded: false,
      });
    } else if (run && ended === run.token) run.hasEnded = true;
    else if (run && typeof files === 'object' && files !== null) {
      for (const [name, texts] of Object.entries(files)) if (isTexts(texts)) run.files.set(name, texts);
    }
  }
  return runs;
}

function linesOf(place: string): string[] {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isFile())
    throw new Refusal(`${place} is not a file, so it cannot be the journal of a migration: delete it`);
  return readFileSync(place, 'utf8').split('\n');
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is Texts {
  const { before, after } = (value ?? {}) as Partial<Record<keyof Texts, unknown>>;
  return typeof before === 'string' && typeof after === 'string';
}

/** Whether a folder exists and is in the working tree, after following links. */
function isInside(root: string, folder: string): boolean {
  try {
    const relative = path.relative(realpathSync(root), realpathSync(folder));
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  } catch {
    return false;
  }
}

function textIn(file: string): string | null {
  try {
    return digestOf(file);
  } catch {
    return null;
  }
}
