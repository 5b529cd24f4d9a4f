/**
 * condense-truth.mjs RAW: writes tests/protocols/truth.json, one row for each client and way of handling its response,
 * from the raw rows of the measurement (docs/measurements.md). Of several runtimes and repetitions the worst verdict is
 * kept: code has to be right on all of them.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [raw] = process.argv.slice(2);
if (raw === undefined) {
  console.error('usage: node scripts/condense-truth.mjs RAW.json');
  process.exit(2);
}

/** Best first. */
const VERDICTS = ['reuse', 'destroy', 'leak-until-timeout', 'leak-client-side', 'leak-until-gc', 'leak-hard', 'hang'];
const SIZES = ['204', '0', '10', '1k', '64k', '1m'];

/** The sections of the measurement, by the client that they are about; those on the life of agents are none of them. */
const CLIENTS = {
  A: () => 'fetch',
  B: () => 'undici',
  C: () => 'http',
  D: (library) => library.replace(/^nf/, 'node-fetch'),
};

const rows = new Map();
for (const { id, bodySize, verdict } of JSON.parse(readFileSync(raw, 'utf8'))) {
  const [, section, snippet, library] = /^(\w)\/([^|+]+)\|([^|]+)\|/.exec(id) ?? [];
  if (CLIENTS[section] === undefined || !SIZES.includes(bodySize) || !VERDICTS.includes(verdict)) continue;
  const client = CLIENTS[section](library);
  const key = `${client} ${snippet}`;
  const row = rows.get(key) ?? { client, snippet: snippet.replace(/^[a-z]{2,3}_/, ''), verdicts: {} };
  row.verdicts[bodySize] = worst(row.verdicts[bodySize], verdict);
  rows.set(key, row);
}

const sorted = [...rows.values()].map((row) => ({
  ...row,
  verdicts: Object.fromEntries(SIZES.filter((size) => size in row.verdicts).map((size) => [size, row.verdicts[size]])),
}));
writeFileSync(
  new URL('../tests/protocols/truth.json', import.meta.url),
  `[\n${sorted.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`,
);
console.log(`${sorted.length} rows`);

function worst(known, verdict) {
  return VERDICTS.indexOf(verdict) > VERDICTS.indexOf(known ?? 'reuse') ? verdict : (known ?? verdict);
}
