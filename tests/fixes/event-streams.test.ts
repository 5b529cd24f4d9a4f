/** Event streams that a server wants open: what is done meanwhile must not come to run behind a release. Each beside another response. */
import { describe, expect, it } from 'vitest';
import { fix } from './support.js';

const WANTED = 'review: The server may need the event stream to stay open: check that the stream is no longer needed.';

/** A test of a server that refuses a second stream while the first is open. */
const second = (first: string, around = ''): string =>
  fix(`${around}
export async function check(url) {
  const first = ${first};
  if (first.status !== 200) process.exitCode = 1;
  const second = await fetch(url);
  return await second.text();
}
`).split('\n')[0]!;

describe('an event stream that nobody reads', () => {
  it.each([
    ["await fetch(url, { headers: { Accept: 'text/event-stream' } })", ''],
    ["await fetch(url, { headers: { accept: 'application/json, text/event-stream' } })", ''],
    ["await fetch(new Request(url, { headers: new Headers({ accept: 'text/event-stream' }) }))", ''],
    ['await fetch(url, { headers })', "const headers = { Accept: 'text/event-stream' };"],
    ['await fetch(url, { headers: { ...common } })', "const common = { Accept: 'text/event-stream' };"],
    ['await open(url)', "const open = (url) => fetch(url, { headers: { Accept: 'text/event-stream' } });"],
  ])('is only suggested: %s', (first, around) => {
    expect(second(first, around)).toBe(WANTED);
  });

  it.each([
    ["await fetch(url, { headers: { Accept: 'text/plain' } })", ''],
    ["await fetch(url, { headers: { 'Content-Type': 'text/event-stream' } })", ''],
    ['await open(url)', "const open = (url) => fetch(url, { headers: { Accept: 'application/json' } });"],
  ])('is let go at once where it is another response: %s', (first, around) => {
    expect(second(first, around)).toBe('safe');
  });
});

it('an event stream that another path reads is let go where that does not', () => {
  const [verdict] = fix(`export async function listen(url) {
  const events = await fetch(url, { headers: { accept: 'text/event-stream' } });
  if (!events.ok) return null;
  return events.text();
}
`).split('\n');
  expect(verdict).toBe('safe');
});
