/**
 * What the companion costs: `npm run bench:verify -- [--rounds 40] [--requests 250] [--at-once 8]`. Responses of 1 KiB over loopback, to three processes that take turns:
 * without the companion, with a stack for one request in 100, and with every stack. Compared is the lower quartile of all
 * rounds: whatever else the machine does can only add, and meets all three alike.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import http, { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const self = fileURLToPath(import.meta.url);
const WARM_UP = 8;

const [role, ...rest] = process.argv.slice(2);
if (role === 'server') serve();
else if (role === 'client') await measure(...rest);
else await compare();

function serve() {
  const body = Buffer.alloc(1024, 'x');
  const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => response.end(body)).listen(0, '127.0.0.1', () => process.send(server.address().port));
}

/** Sends the CPU and wall milliseconds of so many requests, as often as it is asked. */
async function measure(client, port, requests, atOnce, every) {
  if (every !== 'none') {
    process.env.HTTP_LEAK_SAMPLE = every;
    await import('../dist/verify/index.js');
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
  return () => new Promise((resolve, reject) => http.get(url, (response) => response.resume().once('close', resolve)).once('error', reject));
}

async function compare() {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' }, requests: { type: 'string', default: '250' }, 'at-once': { type: 'string', default: '8' } } });
  const server = fork(self, ['server']);
  const [port] = await once(server, 'message');
  console.log(`\n## The companion, Node ${process.version}\n\n| client | stacks | CPU time | wall time |\n| --- | --- | --: | --: |`);
  for (const client of ['fetch', 'undici.request', 'node:http']) {
    const clients = await Promise.all(
      ['none', '100', '1'].map(async (every) => {
        const child = fork(self, ['client', client, String(port), values.requests, values['at-once'], every]);
        await once(child, 'message');
        return child;
      }),
    );
    const rounds = [];
    for (let round = 0; round < Number(values.rounds) + WARM_UP; round += 1) {
      const [without, sampled, all] = await inTurn(clients, round);
      if (round >= WARM_UP) rounds.push({ without, sampled, all });
    }
    for (const [key, name] of [['sampled', '1 in 100'], ['all', 'every']]) {
      const ratio = (measure) => (quartile(rounds.map((one) => one[key][measure])) / quartile(rounds.map((one) => one.without[measure]))).toFixed(2);
      console.log(`| ${client} | ${name} | ${ratio('cpu')} | ${ratio('wall')} |`);
    }
    for (const child of clients) child.kill();
  }
  server.kill();
}

/** One turn for each, beginning with another one every time; the results in the order of the clients. */
async function inTurn(clients, round) {
  const results = [];
  for (let turn = 0; turn < clients.length; turn += 1) {
    const index = (round + turn) % clients.length;
    clients[index].send('run');
    [results[index]] = await once(clients[index], 'message');
  }
  return results;
}

function quartile(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 4)];
}
