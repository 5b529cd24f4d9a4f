/**
 * Runs compiled modules against the server and says what each leaves open. Input (argv): a JSON file with a list of
 * `{ file, path }`. Output: a JSON list of `{ open, outcome, stray }` on standard output.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { format, inspect } from 'node:util';

// The collector must not tidy up what the code has lost.
globalThis.FinalizationRegistry = class {
  register() {}
  unregister() {
    return false;
  }
};
const { startServer } = await import('../../scripts/prove/server.mjs');

const LEAK_AFTER = 250;
const SETTLE = 4000;

let prints = [];
for (const level of ['log', 'info', 'warn', 'error']) console[level] = (...args) => prints.push(format(...args));
let stray = [];
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error) => stray.push(`${event}: ${error?.message ?? error}`));

async function settled(promise) {
  const late = sleep(SETTLE, 'does not settle', { ref: false });
  return Promise.race([
    late,
    promise.then(
      (value) => `returns ${inspect(value)}`,
      (error) => `throws ${error.name}: ${error.message}`,
    ),
  ]);
}

async function run({ file, path }) {
  const server = await startServer();
  prints = [];
  stray = [];
  const { main } = await import(file);
  const result = await settled((async () => main(server.origin + path))());
  const printed = [...prints];
  for (let waited = 0; server.unfinished().length > 0 && waited < LEAK_AFTER; waited += 10) await sleep(10);
  const open = server.unfinished().length;
  const before = [...stray];
  server.close();
  await sleep(5);
  return { open, outcome: [result, ...printed].join('\n').replaceAll(server.origin, 'ORIGIN'), stray: before };
}

const results = [];
for (const one of JSON.parse(readFileSync(process.argv[2], 'utf8'))) results.push(await run(one));
process.stdout.write(JSON.stringify(results), () => process.exit(0));
