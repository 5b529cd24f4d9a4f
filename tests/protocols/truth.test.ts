/**
 * The tables against the measurement (docs/measurements.md): of every measured way of handling a response the rule must
 * say what was seen, worst case over all sizes and runtimes.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/index.js';
import type { Method } from '../../src/protocols/index.js';
import { lint } from '../support/lint.js';
import { beyond, handlings, sameTable } from './handlings.js';

interface Row {
  readonly client: string;
  readonly snippet: string;
  readonly verdicts: Readonly<
    Record<
      string,
      'reuse' | 'destroy' | 'leak-until-timeout' | 'leak-client-side' | 'leak-until-gc' | 'leak-hard' | 'hang'
    >
  >;
}

const rows = (JSON.parse(readFileSync(new URL('truth.json', import.meta.url), 'utf8')) as Row[]).map((row) => ({
  ...row,
  table: sameTable[row.client] ?? row.client,
}));
const excused = new Set(Object.values(beyond).flat());
const isExcused = ({ table, snippet }: { table: string; snippet: string }): boolean =>
  excused.has(`${table} ${snippet}`) || excused.has(table);
const leaks = ({ verdicts }: Row): boolean =>
  Object.values(verdicts).some((verdict) => verdict !== 'reuse' && verdict !== 'destroy');

describe.each([...new Set(rows.map(({ client }) => client))])('%s', (client) => {
  const own = rows.filter((row) => row.client === client && !isExcused(row));

  it.each(own)('$snippet', (row) => {
    const handling = handlings[row.table]?.rows[row.snippet];
    expect(handling, 'this row has no code and no excuse').toBeDefined();
    const code = `${handlings[row.table]!.head}\nexport async function use(url, sink, sleep) { ${handling} }\n`;
    expect(lint(code, { parser: 'espree' }).length > 0, code).toBe(leaks(row));
  });

  it.runIf(own.length === 0)('is not in the tables', () => {
    expect(protocols.flatMap(({ acquire }) => acquire.map(({ client: name }) => name))).not.toContain(client);
  });
});

it('has no code for rows that were not measured, and no excuse without need', () => {
  const measured = new Set(rows.flatMap(({ table, snippet }) => [table, `${table} ${snippet}`]));
  const written = Object.entries(handlings).flatMap(([client, { rows: codes }]) =>
    Object.keys(codes).map((snippet) => `${client} ${snippet}`),
  );
  expect([...written, ...excused].filter((row) => !measured.has(row))).toEqual([]);
  expect(written.filter((row) => excused.has(row))).toEqual([]);
});

describe('the effects in the tables', () => {
  const effectOf = (protocol: string, handle: string, method: string): Method['effect'] | undefined =>
    protocols.find(({ id }) => id === protocol)?.handles[handle]?.methods?.[method]?.effect;

  it.each([
    ['fetch', 'response', 'text', 'fetch', 'text'],
    ['fetch', 'response', 'json', 'fetch', 'jsonFail'],
    ['fetch', 'body', 'cancel', 'fetch', 'cancelAwait'],
    ['fetch', 'body', 'getReader', 'fetch', 'getReaderOnly'],
    ['fetch', 'body', 'tee', 'fetch', 'teeUnread'],
    ['fetch', 'body', 'pipeTo', 'fetch', 'pipeToFull'],
    ['fetch', 'body', 'pipeThrough', 'fetch', 'pipeThroughUnread'],
    ['fetch', 'reader', 'cancel', 'fetch', 'readerCancel'],
    ['fetch', 'reader', 'releaseLock', 'fetch', 'readOneRelease'],
    ['undici', 'body', 'dump', 'undici', 'dump'],
    ['undici', 'body', 'resume', 'undici', 'resume'],
    ['undici', 'body', 'destroy', 'undici', 'destroy'],
    ['undici', 'body', 'pause', 'undici', 'pause'],
    ['undici', 'body', 'setEncoding', 'undici', 'setEncodingOnly'],
    ['undici', 'web', 'cancel', 'undici', 'webBodyCancel'],
    ['http', 'message', 'resume', 'http', 'resume'],
    ['http', 'message', 'destroy', 'http', 'resDestroy'],
    ['http', 'message', 'pause', 'http', 'pause'],
    ['http', 'message', 'setEncoding', 'http', 'setEncodingOnly'],
    ['node-fetch', 'body', 'resume', 'node-fetch2', 'bodyResume'],
    ['axios', 'stream', 'destroy', 'axios', 'streamDestroy'],
    ['got', 'stream', 'resume', 'got16', 'streamResume'],
  ])('%s: %s.%s', (protocol, handle, method, client, snippet) => {
    const row = rows.find((one) => one.client === client && one.snippet === snippet)!;
    const ends = ['consume', 'cancel'].includes(effectOf(protocol, handle, method)!);
    expect(ends).toBe(!leaks(row));
  });
});
