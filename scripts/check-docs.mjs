/**
 * Checks the documentation:
 *
 * - Every relative link leads to a file, and to a heading if it names one.
 * - Each rule has its page.
 * - The scripts and the options of the command that it names exist.
 * - Its sentences are short and use none of the words in prose-words.mjs. The same holds for the texts in the sources that users read.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globby } from 'globby';
import plugin from '../dist/index.js';
import { textsIn } from './prose-texts.mjs';
import { pageProblems, textProblems, withoutSpans } from './prose.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = await globby(['*.md', 'docs/**/*.md', 'examples/**/*.md', 'tests/**/*.md'], {
  cwd: root,
  gitignore: true,
});
const texts = await textsIn(root);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const help = new Map();
const problems = [
  ...pages.flatMap((page) => [...brokenLinks(page), ...wrongCommands(page), ...pageProblems(page, readPage(page))]),
  ...texts.flatMap(({ place, text }) => textProblems(place, withoutSpans(text))),
];

for (const name of Object.keys(plugin.rules)) {
  const page = `docs/rules/${name}.md`;
  if (!pages.includes(page)) problems.push(`${page}: missing`);
}
for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages and ${texts.length} texts checked, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

function brokenLinks(page) {
  const text = withoutCode(readPage(page));
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !exists(page, target))
    .map((target) => `${page}: broken link ${target}`);
}

/** `npm run NAME`, and `http-leak COMMAND …` to the end of its line or its code span. */
function wrongCommands(page) {
  const text = readPage(page);
  const named = [...text.matchAll(/\bnpm run (?:--\S+ )*([\w:]+)/g)].map(([, name]) => name);
  const used = [...text.matchAll(/(?<=[$`\s])http-leak (init|scan|explain|migrate)\b([^`\n]*)/g)];
  return [
    ...named.filter((name) => !(name in scripts)).map((name) => `${page}: there is no script ${name}`),
    ...used.flatMap(([, command, rest]) =>
      [...rest.matchAll(/(?<= )--[\w-]+/g)]
        .filter(([option]) => !helpOf(command).includes(option))
        .map(([option]) => `${page}: http-leak ${command} has no ${option}`),
    ),
  ];
}

function readPage(page) {
  return readFileSync(path.join(root, page), 'utf8');
}

function helpOf(command) {
  if (!help.has(command))
    help.set(
      command,
      spawnSync(process.execPath, [path.join(root, 'dist/cli/main.js'), command, '--help'], { encoding: 'utf8' })
        .stdout,
    );
  return help.get(command);
}

function exists(page, target) {
  const [file, fragment] = target.split('#');
  const absolute = file === '' ? path.join(root, page) : path.resolve(root, path.dirname(page), file);
  if (!existsSync(absolute)) return false;
  return fragment === undefined || fragment === '' || anchors(readFileSync(absolute, 'utf8')).has(fragment);
}

/** The anchors of the headings, formed as GitHub does. */
function anchors(text) {
  const headings = [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(text) {
  return text.replace(/^```[^]*?^```/gm, '');
}
