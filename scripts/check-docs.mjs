/** Checks that every relative link in the documentation leads somewhere, headings included, and that each rule has its page. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { globby } from 'globby';
import plugin from '../dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = await globby(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root, gitignore: true });
const problems = pages.flatMap(brokenLinks);

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

function exists(page, target) {
  const [file, fragment] = target.split('#');
  const absolute = file === '' ? path.join(root, page) : path.resolve(root, path.dirname(page), file);
  if (!existsSync(absolute)) return false;
  return fragment === undefined || fragment === '' || anchors(readFileSync(absolute, 'utf8')).has(fragment);
}

/** The anchors of the headings, formed as GitHub does. */
function anchors(text) {
  const headings = [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-')));
}

function withoutCode(text) {
  return text.replace(/^```[^]*?^```/gm, '');
}
