/**
 * Writes the generated sections of README.md from the built tables; with `--check` it only says whether they are up to date.
 * A section stands between `<!-- begin:NAME -->` and `<!-- end:NAME -->`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { protocols } from '../dist/protocols/index.js';
import plugin from '../dist/index.js';

const readme = new URL('../README.md', import.meta.url);
const sections = { transcript: transcript(), protocols: protocolTable(), rules: ruleTable() };

const current = readFileSync(readme, 'utf8');
const generated = Object.entries(sections).reduce(replaceSection, current);
if (process.argv.includes('--check')) {
  if (generated !== current) {
    console.error('README.md: generated sections are out of date, run `npm run docs`');
    process.exitCode = 1;
  }
} else {
  writeFileSync(readme, generated);
}

function replaceSection(text, [name, content]) {
  const pattern = new RegExp(`(<!-- begin:${name} -->\n)[^]*?(<!-- end:${name} -->)`);
  if (!pattern.test(text)) throw new Error(`README.md has no section "${name}"`);
  return text.replace(pattern, (_, begin, end) => `${begin}${content}\n${end}`);
}

/** What the command prints for the first leak of the examples. */
function transcript() {
  const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
  const cwd = fileURLToPath(new URL('../examples', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [main, 'scan', 'src/forecast.ts', '--no-color'], { cwd, encoding: 'utf8' });
  const [, first] = /^([^]*?)\n\n(?=src\/forecast\.ts:|✖)/.exec(stdout) ?? [];
  if (first === undefined) throw new Error(`the examples have no leak to show: ${stdout}`);
  return `\`\`\`text\n${first}\n\`\`\``;
}

function protocolTable() {
  const rows = protocols.map((protocol) => [
    clients(protocol),
    operations(protocol, 'consume'),
    operations(protocol, 'cancel'),
    harmless(protocol),
  ]);
  return table(['client', 'reads the body', 'gives the body up', 'nothing to do for'], rows);
}

/** The calls that hand out a response; the methods of one namespace and one method of many classes are put together. */
function clients({ acquire }) {
  const groups = new Map();
  for (const { client, when } of acquire) {
    const [, owner, method] = /^(.+)\.(\w+)$/.exec(client) ?? [];
    const isClass = owner !== undefined && /^[A-Z]/.test(owner);
    const key = owner === undefined ? client : isClass ? `*.${method}` : `${owner}.*`;
    const group = groups.get(key) ?? { names: new Set(), before: isClass || !owner ? '' : `${owner}.`, after: isClass ? `.${method}` : '', when };
    group.names.add(isClass ? owner : (method ?? client));
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ names, before, after, when }) => {
      const condition = when ? ` with \`${when.option}: ${JSON.stringify(when.equals)}\`` : '';
      return `\`${before}${[...names].join(' / ')}${after}\`${condition}`;
    })
    .join(', ');
}

/** Methods, events and loops with that effect, by the handle they belong to. */
function operations(protocol, effect) {
  const found = Object.entries(protocol.handles).flatMap(([handle, { methods = {}, events = {}, iterate, disposable }]) => {
    const names = Object.entries(methods)
      .filter(([name, method]) => method.effect === effect && !name.startsWith('@@'))
      .map(([name]) => name);
    const listened = Object.entries(events).filter(([, result]) => result === effect);
    return [
      ...(names.length > 0 ? [`${handle}.${names.join(' / ')}`] : []),
      ...listened.map(([event]) => `${handle}.on('${event}')`),
      ...(iterate === effect ? [`for await (… of ${handle})`] : []),
      ...(disposable && effect === 'cancel' ? [`await using ${handle}`] : []),
    ];
  });
  return found.length === 0 ? '–' : found.map((code) => `\`${code}\``).join(', ');
}

function harmless({ emptyStatuses, headIsEmpty }) {
  return [emptyStatuses.join(', '), headIsEmpty ? '`HEAD`' : ''].filter(Boolean).join(', ') || '–';
}

function ruleTable() {
  const enabled = (config, name) => (config.some(({ rules = {} }) => `http-leak/${name}` in rules) ? '✓' : '');
  const rows = Object.entries(plugin.rules).map(([name, { meta }]) => [
    `[\`http-leak/${name}\`](docs/rules/${name}.md)`,
    meta.docs.description,
    enabled(plugin.configs.recommended, name),
    enabled(plugin.configs.strict, name),
  ]);
  return table(['rule', 'what it asks for', '`recommended`', '`strict`'], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
