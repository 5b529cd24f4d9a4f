/**
 * Makes a built site work below any path. The builder writes one path, BASE, in front of every address; here each page and each
 * script computes it from its own address instead.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** No other text of the site has it. */
export const BASE = '/-base-of-the-site-/';

/** @param folder of the built site */
export function relocate(folder) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const absolute = path.join(folder, file);
    const up = '../'.repeat(file.split(path.sep).length - 1);
    if (/\.html$/.test(file)) rewrite(absolute, (text) => pageAt(text, up));
    else if (/\.js$/.test(file)) rewrite(absolute, (text) => scriptAt(text, up));
    else if (/\.css$/.test(file)) rewrite(absolute, (text) => text.replaceAll(BASE, up));
  }
}

function rewrite(file, change) {
  const text = readFileSync(file, 'utf8');
  if (text.includes(BASE)) writeFileSync(file, change(text));
}

const SITE_DATA = /(window\.__VP_SITE_DATA__=JSON\.parse\("(?:[^"\\]|\\.)*"\);)/;

/** Addresses become relative; the data of the site gets the path that the browser has asked for. */
function pageAt(text, up) {
  if (!SITE_DATA.test(text)) throw new Error('a page has no data of the site');
  const base = `window.__VP_SITE_DATA__.base=new URL(${JSON.stringify(up || './')},location.href).pathname;`;
  return text
    .replace(SITE_DATA, (all) => all + base)
    .replace(/((?:href|src|content)=")\/-base-of-the-site-\//g, `$1${up || './'}`);
}

/** Every text with the path is an expression that puts in the one that the script was loaded from. */
function scriptAt(text, up) {
  const base = `new URL(${JSON.stringify(up || './')},import.meta.url).pathname`;
  const places = [];
  visit(parseAst(text), (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string' && node.value.includes(BASE))
      places.push({ ...node, text: `(${JSON.stringify(node.value)}.replaceAll(${JSON.stringify(BASE)},${base}))` });
    else if (node.type === 'TemplateElement' && node.value.raw.includes(BASE))
      places.push({ ...node, text: node.value.raw.replaceAll(BASE, `\${${base}}`) });
  });
  let result = text;
  for (const place of places.sort((a, b) => b.start - a.start))
    result = result.slice(0, place.start) + place.text + result.slice(place.end);
  return result;
}

function visit(node, enter) {
  if (Array.isArray(node)) for (const one of node) visit(one, enter);
  else if (typeof node === 'object' && node !== null) {
    if (typeof node.type === 'string') enter(node);
    for (const child of Object.values(node)) visit(child, enter);
  }
}
