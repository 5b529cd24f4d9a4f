/** One process of a measurement: makes requests, handles each response as the row says, and tells its parent how far it is. */
import { setTimeout as sleep } from 'node:timers/promises';

const [href, row, mode, url, method, requests] = process.argv.slice(2);
const { get, handlings, limited } = await import(href);

/** Longer than a request takes that is not stalled; in milliseconds. */
const PATIENCE = 3_000;
const timeout = setTimeout(() => process.exit(1), mode === 'stall' ? PATIENCE : 10 * PATIENCE);

/** The row handles rejections of its client; without a row they are ignored. */
const handle = async () => {
  const given = await get(url, method);
  await handlings[row]?.(given);
};

if (mode === 'stall') {
  // The handler keeps the response; garbage may be collected together with its connection.
  const kept = await limited(url);
  void Promise.resolve(handlings[row](kept)).catch(() => {});
  await sleep(100);
  await limited(url);
  process.send('done');
  await sleep(0, kept);
} else {
  for (let left = Number(requests); left > 0; left -= 1) {
    await handle().catch(() => {});
    await sleep(10);
  }
  await sleep(500);
  process.send('done');
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc();
    await sleep(200);
  }
  process.send('collected');
}
clearTimeout(timeout);
await sleep(100);
process.exit(0);
