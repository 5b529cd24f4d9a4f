/**
 * What the run-time watcher costs: `npm run bench:verify -- [--client fetch]... [--trials 5] [--rounds 9] [--requests 2000] [--at-once 8]`. Responses of 1 KiB over loopback, from a server process to five client
 * processes that take turns: without the watcher, without it once more, with a stack for one request in 100, with every stack, and as in a test, where each response of `fetch` is
 * kept until it has been read.
 *
 * Each round is compared with the round of the first process that is next to it in time, so that what else the machine does meets both; the median of the rounds is the result of a
 * trial. A round is long enough for the garbage collector to take its part in it. Each trial starts new processes, since two processes that run the same program differ, by what
 * was compiled and promoted when, by more than the watcher costs; the second process without it shows by how much.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http, { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const self = fileURLToPath(import.meta.url);
const CLIENTS = ['fetch', 'undici.request', 'node:http'];
/** What each process is told as `HTTP_LEAK_SAMPLE`, and whether a test runs; the first is what the others are compared with. */
const PROCESSES = [
  { name: 'without', every: 'none' },
  { name: '(without again)', every: 'none' },
  { name: '1 in 100', every: '100' },
  { name: 'every', every: '1' },
  { name: 'every, in a test', every: '1', test: true },
];
/** Rounds that are not counted: the compiler is busy. */
const WARM_UP = 4;

const [role, ...rest] = process.argv.slice(2);
if (role === 'server') serve();
else if (role === 'client') await measure(...rest);
else await compare();

function serve() {
  const body = Buffer.alloc(1024, 'x');
  const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => response.end(body)).listen(
    0,
    '127.0.0.1',
    () => process.send(server.address().port),
  );
}

/** Sends the CPU and wall milliseconds of so many requests, as often as it is asked. */
async function measure(client, port, requests, atOnce, every, test) {
  if (every !== 'none') {
    process.env.HTTP_LEAK_SAMPLE = every;
    // Only a program that is not in production has `fetch` watched.
    if (!test) await import('../dist/verify/register.js');
    const { start } = await import('../dist/verify/index.js');
    if (test) start();
  }
  const one = await requesterOf(client, `http://127.0.0.1:${port}/`);
  process.on('message', async () => {
    const cpu = process.cpuUsage();
    const began = performance.now();
    await run(one, Number(requests), Number(atOnce));
    const { user, system } = process.cpuUsage(cpu);
    process.send({ cpu: (user + system) / 1000, wall: performance.now() - began });
  });
  process.send('ready');
}

async function run(one, requests, atOnce) {
  let left = requests;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await one();
    }),
  );
}

async function requesterOf(client, url) {
  if (client === 'fetch') return async () => (await fetch(url)).arrayBuffer();
  if (client === 'undici.request') {
    const { request } = await import('undici');
    return async () => (await request(url)).body.arrayBuffer();
  }
  return () =>
    new Promise((resolve, reject) =>
      http.get(url, (response) => response.resume().once('close', resolve)).once('error', reject),
    );
}

async function compare() {
  const { values } = parseArgs({
    options: {
      client: { type: 'string', multiple: true, default: CLIENTS },
      trials: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '9' },
      requests: { type: 'string', default: '2000' },
      'at-once': { type: 'string', default: '8' },
    },
  });
  const server = fork(self, ['server']);
  const [port] = await once(server, 'message');
  console.log(
    `\n## The run-time watcher, Node ${process.version}\n\n| client | stacks | time for each response | of trials | CPU time of the client | of trials |\n| --- | --- | --: | --: | --: | --: |`,
  );
  for (const client of values.client) {
    const trials = [];
    for (let trial = 0; trial < Number(values.trials); trial += 1)
      trials.push(await trialOf([client, String(port), values.requests, values['at-once']], Number(values.rounds)));
    for (const [index, { name }] of PROCESSES.entries()) {
      if (index === 0) continue;
      const cells = ['wall', 'cpu'].flatMap((clock) => {
        const ratios = trials.map((trial) => trial[index][clock]);
        return [median(ratios).toFixed(2), `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`];
      });
      console.log(`| ${client} | ${name} | ${cells.join(' | ')} |`);
    }
  }
  server.kill();
}

/** For each process, how many times as long as the first it takes. */
async function trialOf(told, rounds) {
  const children = await Promise.all(
    PROCESSES.map(async ({ every, test }) => {
      const child = fork(self, ['client', ...told, every, ...(test ? ['test'] : [])]);
      await once(child, 'message');
      return child;
    }),
  );
  const results = [];
  for (let round = 0; round < rounds + WARM_UP; round += 1) results.push(await inTurn(children, round));
  for (const child of children) child.kill();
  const counted = results.slice(WARM_UP);
  const ratioOf = (index, clock) => median(counted.map((round) => round[index][clock] / round[0][clock]));
  return PROCESSES.map((_, index) => ({ wall: ratioOf(index, 'wall'), cpu: ratioOf(index, 'cpu') }));
}

/** One turn for each, beginning with another one every time; the results in the order of the processes. */
async function inTurn(children, round) {
  const results = [];
  for (let turn = 0; turn < children.length; turn += 1) {
    const index = (round + turn) % children.length;
    children[index].send('run');
    [results[index]] = await once(children[index], 'message');
  }
  return results;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
