/** The owners of files by `CODEOWNERS`, with the meaning that GitHub and GitLab give it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryOf } from './repositories.js';

/** Where the file may be, in this order. */
const PLACES = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

interface Entry {
  readonly pattern: RegExp;
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
    const owners = this.#sections.flatMap(
      (entries) => entries.findLast(({ pattern }) => pattern.test(name))?.owners ?? [],
    );
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
      pattern: toRegExp(pattern!),
      owners: owners.length === 0 && isInSection ? defaults : owners,
    });
  }
  return sections;
}

/** White space separates them, unless a backslash is in front. */
const words = (text: string): string[] => text.match(/(?:\\.|[^\s\\])+/g) ?? [];

/** A pattern of a `.gitignore`, except that `docs/*` does not match below the folders of `docs`. */
function toRegExp(pattern: string): RegExp {
  const isAnchored = pattern.replace(/\/$/, '').includes('/');
  const body = pattern
    .replace(/^\//, '')
    .replaceAll(
      /\\(.)|(\*\*\/)|(\/\*\*$)|(\*\*)|(\*)|(\?)|([\s\S])/g,
      (_, escaped, folders, below, all, star, one, plain) => {
        if (folders !== undefined) return '(?:.*/)?';
        if (below !== undefined) return '/.+';
        if (all !== undefined) return '.*';
        if (star !== undefined) return '[^/]*';
        if (one !== undefined) return '[^/]';
        return String(escaped ?? plain).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      },
    );
  const end = pattern.endsWith('/') ? '.+' : /(?:^|\/)\*$/.test(pattern) && isAnchored ? '' : '(?:/.*)?';
  return new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${body}${end}$`);
}
