/**
 * Writes docs/clients.md, the schema of the settings and the generated parts of README.md, docs/fixes.md, docs/settings.md and docs/writing.md from the built tables; with
 * `--check` it only says whether they are up to date.
 * A section stands between `<!-- begin:NAME -->` and `<!-- end:NAME -->`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protocols } from '../build/protocols/index.js';
import { settingsSchema } from '../build/protocols/settings-schema.js';
import { STRATEGIES } from '../build/fixes/strategies.js';
import plugin from '../dist/index.js';
import { clientsPage, table } from './clients-doc.mjs';
import { UNCLEAR } from './prose-words.mjs';

update('docs/clients.md', new URL('../docs/clients.md', import.meta.url), clientsPage());
update(
  'schema/http-leak.config.schema.json',
  new URL('../schema/http-leak.config.schema.json', import.meta.url),
  `${JSON.stringify(settingsSchema(), null, 2)}\n`,
);
updateSections('README.md', { transcript: transcript(), clients: clientList(), rules: ruleTable() });
updateSections('docs/fixes.md', { strategies: strategyTable() });
updateSections('docs/writing.md', { words: wordTable() });
const settings = new URL('../docs/settings.md', import.meta.url);
update(
  'docs/settings.md',
  settings,
  // The message that lists the clients, as the reader of the settings words it.
  readFileSync(settings, 'utf8').replace(
    /(?<=\.protocol must be one of )[^;]*/,
    protocols.map(({ id }) => id).join(', '),
  ),
);

function updateSections(name, sections) {
  const file = new URL(`../${name}`, import.meta.url);
  update(name, file, Object.entries(sections).reduce(replaceSection, readFileSync(file, 'utf8')));
}

function update(name, file, generated) {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, generated);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== generated) {
    console.error(`${name} is out of date, run \`npm run docs\``);
    process.exitCode = 1;
  }
}

function replaceSection(text, [name, content]) {
  const pattern = new RegExp(`(<!-- begin:${name} -->\n)[^]*?(<!-- end:${name} -->)`);
  if (!pattern.test(text)) throw new Error(`no file has a section "${name}"`);
  return text.replace(pattern, (_, begin, end) => `${begin}${content}\n${end}`);
}

/** What the command prints for the first leak of the examples. */
function transcript() {
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  const cwd = fileURLToPath(new URL('../examples', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [main, 'scan', 'src/forecast.ts', '--no-color'], {
    cwd,
    encoding: 'utf8',
  });
  const [, first] = /^([^]*?)\n\n(?=src\/forecast\.ts:|✖)/.exec(stdout) ?? [];
  if (first === undefined) throw new Error(`the examples have no leak to show: ${stdout}`);
  return `\`\`\`text\n${first}\n\`\`\``;
}

/** Links to the tables. */
function clientList() {
  return protocols.map(({ id }) => `[${id}](docs/clients.md#${id})`).join(' ·\n');
}

/** The ways to repair, in the order in which they are tried. */
function strategyTable() {
  const rows = Object.entries(STRATEGIES).flatMap(([rule, strategies]) =>
    strategies.map(({ name, rank, when, writes }) => [`\`${rule}\``, String(rank), name, when, writes]),
  );
  return table(['rule', 'rank', 'strategy', 'when it is tried', 'what it writes'], rows);
}

/** The words that the check of the prose reports. */
function wordTable() {
  return table(
    ['instead of', 'write'],
    UNCLEAR.map(({ words, instead }) => [words.map((word) => `\`${word}\``).join(', '), instead]),
  );
}

function ruleTable() {
  const enabled = (config, name) => (config.some(({ rules = {} }) => `http-leak/${name}` in rules) ? '✓' : '');
  const rows = Object.entries(plugin.rules).map(([name, { meta }]) => [
    `[\`http-leak/${name}\`](docs/rules/${name}.md)`,
    meta.docs.description,
    ...Object.values(plugin.configs).map((config) => enabled(config, name)),
  ]);
  return table(['rule', 'what it asks for', ...Object.keys(plugin.configs).map((name) => `\`${name}\``)], rows);
}
