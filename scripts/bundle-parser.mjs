/**
 * Bundles `@typescript-eslint/parser`, and the scope analysis by itself, with everything they need but `typescript`: `node scripts/bundle-parser.mjs [folder]`, `dist` by default.
 *
 * As a dependency it would not do. Where a project has TypeScript 7, npm and bun put the package's own TypeScript 6 and the parser below the
 * package, but `ts-api-utils`, which the parser needs, beside TypeScript 7, where it cannot be loaded. In one file all of it
 * finds the `typescript` that this package depends on, in every layout of `node_modules`.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const FILES = ['types/typescript-parser.cjs', 'types/scope-analysis.cjs'];
const root = fileURLToPath(new URL('..', import.meta.url));

for (const file of FILES) {
  const bundle = await rolldown({
    input: path.join(root, 'src', file),
    platform: 'node',
    // The back end for TypeScript 7 and the colours of `debug` are looked up only where they are asked for.
    external: [/^typescript(?:\/|$)/, /^@typescript\/native(?:\/|$)/, 'supports-color'],
  });
  await bundle.write({
    file: path.resolve(root, process.argv[2] ?? 'dist', file),
    format: 'cjs',
    banner: ({ moduleIds }) => notices(packagesOf(moduleIds)),
  });
  await bundle.close();
}

/** The packages that bundled files are from, without this repository and what the bundler adds. */
function packagesOf(files) {
  const folders = new Set(files.map((file) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.[0]));
  return [...folders]
    .filter((folder) => folder !== undefined && existsSync(path.join(folder, 'package.json')))
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      const entries = readdirSync(folder);
      // Some have it in their README only.
      const text =
        entries.find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry)) ??
        entries.find((entry) => /^readme(?:\.|$)/i.test(entry));
      if (text === undefined) throw new Error(`${name} has no licence text to go with its code`);
      return { title: `${name} ${version} (${license})`, text: readFileSync(path.join(folder, text), 'utf8').trim() };
    });
}

/** Their licences ask for it: each text once, below the packages that are under it. */
function notices(packages) {
  const texts = new Map();
  for (const { title, text } of packages) texts.set(text, [...(texts.get(text) ?? []), title]);
  const blocks = [...texts].map(([text, titles]) => `${titles.sort().join('\n')}\n\n${text}`);
  return `/*!\n${blocks.join(`\n\n${'-'.repeat(80)}\n\n`).replaceAll('*/', '* /')}\n*/`;
}
