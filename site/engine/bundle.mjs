/**
 * Makes what the playground loads besides its page: the engine with its parser as one script for a worker, and the declarations of
 * the platform, which it fetches only for an analysis with types. Both go to `site/generated`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = path.join(root, 'site/generated');
const require = createRequire(import.meta.url);

/** Modules that the parser loads, but does not call for a text alone. */
const NODE =
  /^(?:node:)?(?:fs|fs\/promises|os|module|util|url|crypto|inspector|perf_hooks|child_process|worker_threads|tty|tinyglobby)$/;

/** What the engine and its parser ask of the process of Node. */
const PROCESS =
  "globalThis.process ??= { env: {}, argv: [], versions: {}, platform: 'browser', browser: true, cwd: () => '/' };" +
  'globalThis.global ??= globalThis;';

/** Makes all files. */
export async function bundleEngine() {
  mkdirSync(generated, { recursive: true });
  writeFileSync(path.join(generated, 'declarations.json'), JSON.stringify(declarations()));
  await bundleWorker('worker.ts', 'engine.js', [inBrowser, onlyParser]);
  await bundleWorker('worker-typed.ts', 'engine-typed.js', [inBrowser]);
}

async function bundleWorker(input, file, plugins) {
  const bundle = await rolldown({
    input: path.join(root, 'site/engine', input),
    platform: 'browser',
    plugins,
    treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    transform: { define: { 'process.env.HTTP_LEAK_THROW': 'undefined' } },
  });
  await bundle.write({ file: path.join(generated, file), format: 'iife', minify: true, intro: PROCESS });
  await bundle.close();
}

const inBrowser = {
  name: 'in-browser',
  resolveId(specifier, importer) {
    if (/^(?:node:)?path$/.test(specifier)) return require.resolve('path-browserify');
    if (NODE.test(specifier)) return `\0absent:${specifier}`;
    // The compiler is bundled, and not looked up on a disk.
    if (
      importer !== undefined &&
      path.resolve(path.dirname(importer), specifier) === path.join(root, 'src/types/compiler.js')
    )
      return path.join(root, 'site/engine/compiler.ts');
    return null;
  },
  load: (id) => (id.startsWith('\0absent:') ? 'module.exports = {};' : null),
};

/** The parts of the compiler that parse: up to the parser itself, and the nodes that the language service has. */
const PARTS = [
  { from: 'compiler/corePublic.ts', to: 'compiler/commandLineParser.ts' },
  { from: 'services/utilities.ts', to: 'services/exportInfoMap.ts' },
  { from: 'services/services.ts', to: 'services/transform.ts' },
];

/** What the parser asks of the compiler only for a program, or for files on a disk. */
const FOR_PROGRAMS = new Set([
  'createAbstractBuilder',
  'createCompilerHost',
  'createProgram',
  'createWatchCompilerHost',
  'createWatchProgram',
  'flattenDiagnosticMessageText',
  'readConfigFile',
]);

/** Leaves out of the compiler what the parser does not use: most of it is the checker and the language service. */
const onlyParser = {
  name: 'only-parser',
  load(id) {
    if (!/[\\/]typescript[\\/]lib[\\/]typescript\.js$/.test(id)) return null;
    const text = readFileSync(id, 'utf8');
    const exported = new Map(
      [...text.slice(0, text.indexOf('module.exports =')).matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)].map(
        ([, name, local]) => [name, local],
      ),
    );
    const kept = [text.slice(text.indexOf('var __defProp'), text.indexOf('var __toCommonJS'))];
    for (const { from, to } of PARTS) kept.push(between(text, `// src/${from}\n`, `// src/${to}\n`));
    const code = kept.join('\n');
    const declared = new Set(
      [...code.matchAll(/^(?:var|function|class|async function) (\w+)/gm)].map(([, name]) => name),
    );
    const names = [...namesUsedByParser()].filter((name) => exported.has(name) && !FOR_PROGRAMS.has(name));
    const missing = names.filter((name) => !declared.has(exported.get(name)));
    if (missing.length > 0) throw new Error(`the parser also needs of the compiler: ${missing.join(', ')}`);
    const exports = names.map((name) => `${exported.get(name)} as ${name}`);
    const all = names.map((name) => `${name}: ${exported.get(name)}`);
    return {
      code: `${code}\nexport { ${exports.join(', ')} };\nexport default { ${all.join(', ')} };`,
      moduleType: 'js',
    };
  },
};

function between(text, from, to) {
  const [begin, end] = [text.indexOf(from), text.indexOf(to)];
  if (begin < 0 || end < begin) throw new Error(`the file of the compiler has no part from ${from} to ${to}`);
  return text.slice(begin, end);
}

/** Every name that is read from the compiler in the packages of the parser. */
function namesUsedByParser() {
  const names = new Set();
  for (const name of ['@typescript-eslint/typescript-estree', '@typescript-eslint/parser', 'ts-api-utils']) {
    const folder = path.dirname(require.resolve(name));
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.c?js$/.test(file) && !file.includes('node_modules'))
        for (const [, used] of readFileSync(path.join(folder, file), 'utf8').matchAll(
          /\b(?:ts\d*|import_typescript\d*)(?:\.default)?\.(\w+)/g,
        ))
          names.add(used);
  }
  return names;
}

/** The types of the language, of Node and of undici, by the paths at which the compiler looks for them. */
function declarations() {
  const folder = (name) => path.dirname(require.resolve(`${name}/package.json`));
  const library = path.join(folder('typescript'), 'lib');
  const files = {};
  for (const name of readdirSync(library))
    if (
      /^lib\.(?:es5|es20|decorators|esnext\.(?:disposable|array))[\w.]*\.d\.ts$/.test(name) &&
      !name.endsWith('.full.d.ts')
    )
      files[`/lib/${name}`] = readFileSync(path.join(library, name), 'utf8');
  const typed = {
    '@types/node': folder('@types/node'),
    'undici-types': folder('undici-types'),
    undici: folder('undici'),
  };
  for (const [name, from] of Object.entries(typed))
    for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' }))
      if (/\.d\.ts$/.test(file) || file === 'package.json')
        files[`/node_modules/${name}/${file.split(path.sep).join('/')}`] = readFileSync(path.join(from, file), 'utf8');
  return files;
}
