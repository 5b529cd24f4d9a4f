/**
 * Checks that every relative link in the documentation leads somewhere, headings included, that each rule has its page, and that the scripts
 * and the options of the command which the documentation names exist.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globby } from 'globby';
import plugin from '../dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = await globby(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root, gitignore: true });
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const help = new Map();
const problems = pages.flatMap((page) => [...brokenLinks(page), ...wrongCommands(page)]);

for (const name of Object.keys(plugin.rules)) {
  const page = `docs/rules/${name}.md`;
  if (!pages.includes(page)) problems.push(`${page}: missing`);
}
for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages checked, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;

function brokenLinks(page) {
  const text = withoutCode(readFileSync(path.join(root, page), 'utf8'));
  return [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)]
    .map(([, target]) => target)
    .filter((target) => !exists(page, target))
    .map((target) => `${page}: broken link ${target}`);
}

/** `npm run NAME`, and `http-leak COMMAND …` to the end of its line or its code span. */
function wrongCommands(page) {
  const text = readFileSync(path.join(root, page), 'utf8');
  const named = [...text.matchAll(/\bnpm run (?:--\S+ )*([\w:]+)/g)].map(([, name]) => name);
  const used = [...text.matchAll(/(?<=[$`\s])http-leak (scan|explain|migrate)\b([^`\n]*)/g)];
  return [
    ...named.filter((name) => !(name in scripts)).map((name) => `${page}: there is no script ${name}`),
    ...used.flatMap(([, command, rest]) =>
      [...rest.matchAll(/(?<= )--[\w-]+/g)]
        .filter(([option]) => !helpOf(command).includes(option))
        .map(([option]) => `${page}: http-leak ${command} has no ${option}`),
    ),
  ];
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
