/** The owners of files by `CODEOWNERS`, with the meaning that GitHub and GitLab give it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryOf } from './repositories.js';

/** Where the file may be, in this order. */
const PLACES = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

interface Entry {
  readonly matches: Matches;
  /** Empty where a pattern takes files out of an earlier one. */
  readonly owners: readonly string[];
}

export class Owners {
  readonly #root: string;
  /** One list for each section of GitLab; in each, the last pattern that matches counts. */
  readonly #sections: readonly (readonly Entry[])[];

  private constructor(root: string, sections: readonly (readonly Entry[])[]) {
    this.#root = root;
    this.#sections = sections;
  }

  /** The owners of the repository that a folder is in; null if it has no such file. */
  static of(folder: string): Owners | null {
    const root = repositoryOf(folder) ?? folder;
    for (const place of PLACES) {
      try {
        return new Owners(root, parse(readFileSync(path.join(root, place), 'utf8')));
      } catch {
        // It is not there, or not a file.
      }
    }
    return null;
  }

  /** The owners of a file, as they are written; none if it has none. */
  ownersOf(file: string): readonly string[] {
    const name = path.relative(this.#root, file).split(path.sep).join('/');
    const owners = this.#sections.flatMap((entries) => entries.findLast(({ matches }) => matches(name))?.owners ?? []);
    return [...new Set(owners)];
  }
}

function parse(text: string): Entry[][] {
  const sections: Entry[][] = [[]];
  let defaults: readonly string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*/, '').trim();
    if (line === '') continue;
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?(.*)$/.exec(line);
    if (section) {
      defaults = words(section[1]!);
      sections.push([]);
      continue;
    }
    const [pattern, ...owners] = words(line);
    const isInSection = sections.length > 1;
    sections.at(-1)!.push({
      matches: matcherOf(pattern!),
      owners: owners.length === 0 && isInSection ? defaults : owners,
    });
  }
  return sections;
}

/** White space separates them, unless a backslash is in front. */
const words = (text: string): string[] => text.match(/(?:\\.|[^\s\\])+/g) ?? [];

/** Whether a path matches a pattern of a `.gitignore`, except that `docs/*` does not match below the folders of `docs`. */
type Matches = (name: string) => boolean;

/** The ends of what a part of a pattern matches in `name` from `at`. */
type Part = (name: string, at: number) => number[];

const upTo = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(to - from + 1, 0) }, (_, by) => from + by);
const endOfFolder = (name: string, at: number): number => (name.indexOf('/', at) + 1 || name.length + 1) - 1;

/** `**`, which any text matches. */
const anything: Part = (name, at) => upTo(at, name.length);
/** `*`, which the rest of a name in a folder matches. */
const anyName: Part = (name, at) => upTo(at, endOfFolder(name, at));
const anyLetter: Part = (name, at) => (at < endOfFolder(name, at) ? [at + 1] : []);
/** `**` and a slash: any number of folders. */
const anyFolders: Part = (name, at) => [at, ...upTo(at + 1, name.length).filter((end) => name[end - 1] === '/')];
const letter =
  (wanted: string): Part =>
  (name, at) =>
    name.startsWith(wanted, at) ? [at + wanted.length] : [];

/** Every end of every part is followed, at most once each: no pattern takes long. */
function matcherOf(pattern: string): Matches {
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  const isFolder = pattern.endsWith('/');
  const isOneLevel = isAnchored && /\/\*$/.test(pattern);
  const tokens = pattern.replace(/^\//, '').match(/\\.|\*\*\/|\*\*|[^]/gu) ?? [];
  const parts = [...(isAnchored ? [] : [anyFolders]), ...tokens.map(partOf)];
  return (name) => {
    let ends = new Set([0]);
    for (const part of parts) ends = new Set([...ends].flatMap((at) => part(name, at)));
    if (isFolder) return [...ends].some((at) => at < name.length);
    return ends.has(name.length) || (!isOneLevel && [...ends].some((at) => name[at] === '/'));
  };
}

function partOf(token: string): Part {
  switch (token) {
    case '**/':
      return anyFolders;
    case '**':
      return anything;
    case '*':
      return anyName;
    case '?':
      return anyLetter;
    default:
      return letter(token.length > 1 && token.startsWith('\\') ? token.slice(1) : token);
  }
}
