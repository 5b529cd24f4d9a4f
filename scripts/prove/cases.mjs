/** Finds executed cases and reads what their first lines promise (tests/cases/README.md). */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * @param folder cases, or a folder with a `cases` folder in it: modules, and folders with an `index.ts`, in folders of categories
 * @returns for each its id, its files, the entry, the protocol of its server, and the paths that leak, that break, and all of them
 */
export function listCases(folder) {
  const root = existsSync(path.join(folder, 'cases')) ? path.join(folder, 'cases') : folder;
  return entriesOf(root).map(({ entry, files }) => {
    const [first, second = ''] = readFileSync(entry, 'utf8').split('\n');
    const leaks = pathsOf(first, 'leaks when');
    const breaks = pathsOf(first, 'breaks when');
    const id = path.relative(root, entry).replace(/(?:\/index)?\.ts$/, '');
    return {
      id,
      root,
      entry,
      files,
      server: /^\/\/ server: (\w+)/.exec(second)?.[1] ?? 'http',
      leaks,
      breaks,
      paths: [...new Set([...leaks, ...breaks, ...pathsOf(first, 'clean on'), ...pathsOf(first, 'clean')])],
    };
  });
}

function entriesOf(folder) {
  const names = readdirSync(folder).sort();
  if (names.includes('index.ts'))
    return [
      {
        entry: path.join(folder, 'index.ts'),
        files: names.filter((name) => name.endsWith('.ts')).map((name) => path.join(folder, name)),
      },
    ];
  return names.flatMap((name) => {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) return name === 'node_modules' ? [] : entriesOf(full);
    return name.endsWith('.ts') ? [{ entry: full, files: [full] }] : [];
  });
}

/** The paths of one part of `// leaks when: /500 (why); clean on: /json`. */
function pathsOf(header, part) {
  const [, text = ''] =
    new RegExp(`^//(?:.*;)? ${part}: ([^;]*(?:\\([^)]*\\)[^;]*)*)`).exec(header.replace(/\([^)]*\)/g, '')) ?? [];
  return text.match(/(?<=^|[\s,])\/[\w-]+(?:\/[\w-]+)*/g) ?? [];
}
