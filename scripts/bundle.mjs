/**
 * Bundles the package: `node scripts/bundle.mjs [folder]`, `dist` by default, which is made anew.
 *
 * A file for each entry point, a few that they share, and those that the sources find by their own place. All packages are inside, but `typescript`, which is
 * optional, and the peers: nothing else is installed with the plugin, and ESLint loads a few files instead of hundreds. The parser and the resolver are files
 * of their own, since they are loaded only when they are needed; as dependencies they would not do: beside TypeScript 7, npm and bun put the package's own
 * TypeScript 6 and the parser below the package, but `ts-api-utils`, which the parser needs, beside TypeScript 7, where it cannot be loaded.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = path.resolve(root, process.argv[2] ?? 'dist');

/** What is not bundled: the compiler and the peers. The back end for TypeScript 7 and the colours of `debug` are looked up only where they are asked for. */
const EXTERNAL = [
  /^typescript(?:\/|$)/,
  /^@typescript\/native(?:\/|$)/,
  'supports-color',
  /^(?:eslint|jscodeshift|ts-morph|vitest)(?:\/|$)/,
];
const PACKAGES = ['packages/parser.cjs', 'packages/scope-analysis.cjs', 'packages/resolver.cjs'];
/** What is started, by a user or by the command. */
const STARTED = ['cli/main', 'cli/run', 'cli/eslint-config/ask', 'cli/eslint-config/answer'];
/** Modules that look for other files beside themselves: the file that has them keeps their folder. */
const PLACED = ['cli/eslint-config/ask', 'packages/load'];
const GROUPS = [
  { name: 'load', test: /src\/packages\/load\.ts$/ },
  { name: 'engine', test: /src\/(?:syntax|cfg|dataflow|protocols|types|typestate|summaries|findings|fixes)\// },
];
const { exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
/** The modules behind the exports of the manifest, as paths below `dist` without an extension. */
const exported = Object.values(exports)
  .flatMap((entry) => [entry, entry.import, entry.require])
  .map((entry) => entry?.default)
  .filter(Boolean)
  .map((file) => file.replace(/^\.\/dist\//, '').replace(/\.js$/, ''));
const companion = [...exported.filter((name) => /^verify\/(?!cjs\/)/.test(name)), 'verify/vitest-setup'];
const required = exported.filter((name) => name.startsWith('verify/cjs/')).map((name) => name.replace('/cjs/', '/'));
const plugin = [...exported.filter((name) => !name.startsWith('verify/')), ...STARTED];

rmSync(out, { recursive: true, force: true });
await bundle(plugin, { format: 'esm', chunkFileNames: placeOf, codeSplitting: { groups: GROUPS } });
await bundle(companion, { format: 'esm', chunkFileNames: 'verify/shared/[name].js' });
await bundle(required, {
  format: 'cjs',
  exports: 'named',
  entryFileNames: ({ name }) => `${name.replace('verify/', 'verify/cjs/')}.js`,
  chunkFileNames: 'verify/cjs/shared/[name].js',
});
writeFileSync(path.join(out, 'verify/cjs/package.json'), '{ "type": "commonjs" }\n');
for (const file of PACKAGES) await bundlePackage(file);

/** @param names modules below `src`, without an extension */
async function bundle(names, options) {
  const made = await rolldown({
    input: Object.fromEntries(names.map((name) => [name, path.join(root, 'src', `${name}.ts`)])),
    platform: 'node',
    external: EXTERNAL,
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    transform: { target: 'es2023' },
  });
  await made.write({ dir: out, sourcemap: true, banner: licences, ...options });
  await made.close();
}

function placeOf({ moduleIds }) {
  const placed = PLACED.find((name) => moduleIds.includes(path.join(root, 'src', `${name}.ts`)));
  return `${placed === undefined ? 'shared' : path.dirname(placed)}/[name].js`;
}

async function bundlePackage(file) {
  const made = await rolldown({ input: path.join(root, 'src', file), platform: 'node', external: EXTERNAL });
  await made.write({ file: path.join(out, file), format: 'cjs', banner: licences });
  await made.close();
}

/** The licences of the packages in a file, which ask for it. */
function licences({ moduleIds }) {
  return notices(packagesOf(moduleIds));
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
        entries.find((entry) => /^licen[cs]e(?:\.|-|$)/i.test(entry)) ??
        entries.find((entry) => /^readme(?:\.|$)/i.test(entry));
      if (text === undefined) throw new Error(`${name} has no licence text to go with its code`);
      return { title: `${name} ${version} (${license})`, text: readFileSync(path.join(folder, text), 'utf8').trim() };
    });
}

/** Each text once, below the packages that are under it. */
function notices(packages) {
  if (packages.length === 0) return '';
  const texts = new Map();
  for (const { title, text } of packages) texts.set(text, [...(texts.get(text) ?? []), title]);
  const blocks = [...texts].map(([text, titles]) => `${titles.sort().join('\n')}\n\n${text}`);
  return `/*!\n${blocks.join(`\n\n${'-'.repeat(80)}\n\n`).replaceAll('*/', '* /')}\n*/`;
}
