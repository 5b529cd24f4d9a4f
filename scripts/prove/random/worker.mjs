/**
 * A worker thread that runs programs: gets `{ text, rounds, patience }` and answers `{ observed }`. The scenarios of one round run at the same time, each
 * in a module of its own with a server of its own; the rounds run one after the other. A scenario is `{ calls: [{ status, flag }], seed, late }`, and each gets
 * `{ calls: [{ end, trace }], requests, received, open, stray }`, where `stray` is that of its round.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { rmSync, writeFileSync } from 'node:fs';
import { text as textOfStream } from 'node:stream/consumers';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';

// The collector must not tidy up what the code has lost.
globalThis.FinalizationRegistry = class {
  register() {}
  unregister() {
    return false;
  }
};
const { activity, startServer } = await import('./server.mjs');

/** Turns of the event loop without anything happening after which all is over; each is at least a millisecond. */
const QUIET = 9;

const current = new AsyncLocalStorage();
let events = 0;
let stray = [];
const tell = (call, line) => {
  events += 1;
  call?.trace.push(line);
};
for (const level of ['log', 'info', 'warn', 'error', 'debug'])
  console[level] = (...values) => tell(current.getStore(), format(...values));
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error) => {
    events += 1;
    stray.push(`${event}: ${error?.message ?? error}`);
  });
globalThis.give = (value) => {
  current.getStore()?.given.push(value);
  return 'given';
};

/** The text of whatever a program has handed on. */
async function textOf(value) {
  if (typeof value === 'function') return textOf(await value());
  if (typeof value?.later === 'function') return textOf(await value.later());
  if (typeof value?.text === 'function') return value.text();
  if (typeof value?.body?.text === 'function') return value.body.text();
  return typeof value?.pipe === 'function' ? textOfStream(value) : value;
}

function worded(value) {
  if (typeof value === 'string') return value.length > 100 ? `text of ${value.length}` : value;
  if (Array.isArray(value)) return `[${value.map(worded).join()}]`;
  return typeof value === 'object' && value !== null ? `object ${value.id ?? value.error ?? ''}` : String(value);
}

async function callMain(main, url, { flag }, call) {
  const kept = [];
  try {
    const value = await main(url, flag, kept);
    const values = await Promise.all([value].flat().map((one) => textOf(one)));
    call.end = `returns ${worded(values)}`;
  } catch (error) {
    call.end = `throws ${error?.name}: ${error?.message ?? error}`;
  }
  // Who has been handed a response reads it when all is over.
  for (const one of [...kept, ...call.given])
    tell(
      call,
      `later ${await Promise.resolve(one)
        .then(textOf)
        .then(worded, (error) => `fails: ${error?.message}`)}`,
    );
  call.isOver = true;
  events += 1;
}

/** Waits until nothing has happened for some turns; more of them while a call is not over. */
async function settle(calls, patience) {
  let last = -1;
  for (let still = 0; still < (calls.every(({ isOver }) => isOver) ? QUIET : patience);) {
    await sleep(1);
    const now = events + activity();
    still = now === last ? still + 1 : 0;
    last = now;
  }
}

const neutral = (text) =>
  text.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'ORIGIN').replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');

/** Begins a scenario: its server, and its calls, which go on by themselves. */
async function begin(file, { calls: wanted, seed, late }) {
  const server = await startServer(seed, late);
  const calls = wanted.map(() => ({ end: 'does not settle', trace: [], given: [], isOver: false }));
  const { main } = await import(file);
  return {
    server,
    calls,
    start() {
      for (const [index, one] of wanted.entries())
        void current.run(calls[index], callMain, main, `${server.origin}/${one.status}`, one, calls[index]);
    },
    observed: () => ({
      calls: calls.map(({ end, trace }) => ({ end: neutral(end), trace: trace.map(neutral) })),
      requests: server.requests(),
      received: server.received(),
      open: server.open(),
      stray: stray.map(neutral),
    }),
  };
}

async function observe(files, scenarios, patience) {
  stray = [];
  const begun = await Promise.all(scenarios.map((scenario, index) => begin(files[index], scenario)));
  try {
    for (const { start } of begun) start();
    await settle(
      begun.flatMap(({ calls }) => calls),
      patience,
    );
    return begun.map(({ observed }) => observed());
  } finally {
    for (const { server } of begun) server.close();
    await sleep(2);
  }
}

let count = 0;
parentPort.on('message', async ({ text, rounds, patience }) => {
  count += 1;
  const file = path.join(workerData.folder, `${count}.mjs`);
  writeFileSync(file, text);
  const observed = [];
  try {
    for (const [round, scenarios] of rounds.entries()) {
      const files = scenarios.map((_, index) => `${pathToFileURL(file).href}?${round}-${index}`);
      observed.push(...(await observe(files, scenarios, patience)));
    }
    parentPort.postMessage({ observed });
  } catch (error) {
    parentPort.postMessage({ observed: [], error: String(error?.stack ?? error) });
  }
  rmSync(file);
});
