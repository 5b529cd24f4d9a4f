/**
 * What a migration is about to write, kept where git keeps its own data until all of it is written: a run that was killed half-way is
 * taken up again, and the files that it had written are told from changes of the user's own.
 */
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { gitPath } from './repositories.js';

const NAME = 'http-leak-migrate.json';

export class Journal {
  readonly #root: string;
  readonly #place: string;
  /** Paths relative to the working tree, with the digests of the contents that belong there. */
  readonly #written: Map<string, string>;

  private constructor(root: string, place: string, written: Map<string, string>) {
    this.#root = root;
    this.#place = place;
    this.#written = written;
  }

  /**
   * The journal of a working tree, with what an interrupted run has left in it.
   * @throws where git cannot be run
   */
  static async open(root: string): Promise<Journal> {
    const place = await gitPath(root, NAME);
    return new Journal(root, place, await entriesOf(place));
  }

  /** An earlier run did not come to its end. */
  get isInterrupted(): boolean {
    return this.#written.size > 0;
  }

  /** Those of `files` that are not as an interrupted run has written them. */
  async foreign(files: readonly string[]): Promise<string[]> {
    const isOwn = await Promise.all(files.map(async (file) => this.#written.get(path.relative(this.#root, file)) === (await digestOf(file))));
    return files.filter((_, index) => !isOwn[index]);
  }

  /** To be called before the first of `contents` is written. */
  async announce(contents: ReadonlyMap<string, Buffer>): Promise<void> {
    for (const [file, content] of contents) this.#written.set(path.relative(this.#root, file), digest(content));
    await writeFileAtomic(this.#place, JSON.stringify(Object.fromEntries(this.#written)));
  }

  /** To be called when everything has been written. */
  async close(): Promise<void> {
    await rm(this.#place, { force: true });
  }
}

async function entriesOf(place: string): Promise<Map<string, string>> {
  try {
    const entries = Object.entries(JSON.parse(await readFile(place, 'utf8')) as object);
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // None, or none of ours: then nothing counts as written by us.
    return new Map();
  }
}

async function digestOf(file: string): Promise<string | null> {
  try {
    return digest(await readFile(file));
  } catch {
    return null;
  }
}

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
