/** The ESLint configuration of a project that has none. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readProjectConfig } from '../../types/project-config.js';
import { discoverFiles } from '../discover.js';
import { isTypeScript } from '../parsers.js';
import { groupByProject } from '../projects.js';
import { PLUGIN } from './edit.js';
import { hasParserApi, type Project } from './project.js';

/** An ES module, whatever the manifest says about other files. */
export const NEW_CONFIG = 'eslint.config.mjs';
const PARSER = '@typescript-eslint/parser';
/** With more files outside of every `tsconfig.json`, the list would be longer than what types are worth. */
const MOST_STRAYS = 20;

export interface NewConfig {
  readonly text: string;
  /** The packages that it loads. */
  readonly packages: readonly string[];
}

/** What ESLint needs to read TypeScript, with types where a `tsconfig.json` includes the files; nothing more than JavaScript needs. */
export async function newConfig(project: Project): Promise<NewConfig> {
  const ignored = ignoredFolders(project.folder);
  const ignores = ignored.length === 0 ? [] : [`  { ignores: [${ignored.map(quoted).join(', ')}] },`];
  const recommended = '  ...httpLeak.configs.recommended,';
  if (!project.typescript || !hasParserApi(project.typescript))
    return { text: moduleOf([`import httpLeak from '${PLUGIN}';`], [...ignores, recommended]), packages: [PLUGIN] };
  const parser = project.parser ?? PARSER;
  const imports = [parser === PARSER ? `import parser from '${PARSER}';` : `import { parser } from '${parser}';`];
  const plugin = `import httpLeak from '${PLUGIN}';`;
  return {
    text: moduleOf(parser === PARSER ? [...imports, plugin] : [plugin, ...imports], [
      ...ignores,
      recommended,
      ...(await typescriptEntries(project.folder)),
    ]),
    packages: [PLUGIN, parser],
  };
}

const moduleOf = (imports: readonly string[], elements: readonly string[]): string =>
  [
    ...imports,
    '',
    ...(elements.length === 1
      ? [`export default [${elements[0]!.trim().replace(/,$/, '')}];`]
      : ['export default [', ...elements, '];']),
    '',
  ].join('\n');

/** ESLint with types fails on a file that no configuration of TypeScript includes. */
async function typescriptEntries(folder: string): Promise<string[]> {
  const files = "files: ['**/*.{ts,tsx,mts,cts}']";
  const strays = await straysIn(folder);
  if (strays === null) return [`  { ${files}, languageOptions: { parser } },`];
  const typed = `  { ${files}, languageOptions: { parser, parserOptions: { projectService: true } } },`;
  if (strays.length === 0) return [typed];
  return [
    typed,
    '  // No tsconfig.json includes these.',
    '  {',
    `    files: [${strays.map(quoted).join(', ')}],`,
    '    languageOptions: { parserOptions: { projectService: false } },',
    '  },',
  ];
}

/** The TypeScript files that no `tsconfig.json` includes, as patterns; null if types are not worth it. */
async function straysIn(folder: string): Promise<string[] | null> {
  const { files } = await discoverFiles([folder], { cwd: folder, gitignore: true, command: 'scan' });
  let strays: string[];
  try {
    const { batches, problems } = groupByProject(files.filter(isTypeScript), folder, readProjectConfig);
    if (problems.length > 0 || batches.every(({ configs }) => configs.size === 0)) return null;
    strays = batches.flatMap(({ others }) => others);
  } catch {
    // There is no TypeScript that could read the configurations.
    return null;
  }
  if (strays.length > MOST_STRAYS) return null;
  return strays
    .map((file) =>
      path
        .relative(folder, file)
        .split(path.sep)
        .join('/')
        .replace(/[[\](){}*?!+@\\]/g, String.raw`\$&`),
    )
    .sort();
}

/** The folders that git ignores by a plain name, such as `dist/`: generated code is not linted. */
function ignoredFolders(folder: string): string[] {
  let text: string;
  try {
    text = readFileSync(path.join(folder, '.gitignore'), 'utf8');
  } catch {
    return [];
  }
  const names = text.split(/\r?\n/).flatMap((line) => {
    const [, root, name] = /^(\/?)([\w.-]+)\/?$/.exec(line.trim()) ?? [];
    const isFile = name === undefined || /^\.|\.\w+$/.test(name) || name === 'node_modules';
    return isFile ? [] : [root === '/' ? `${name}/` : `**/${name}/`];
  });
  return [...new Set(names)];
}

const quoted = (text: string): string => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
