/**
 * Runs `main(url)` of one compiled case several times and asks both witnesses at the same moment. Finalizers are disabled before any client loads, so that
 * garbage collection cannot tidy up. The first run is a rehearsal: an agent that is made once and shared exists after it.
 */
globalThis.FinalizationRegistry = class {
  register() {}
  unregister() {
    return false;
  }
};

const [file, url, runsText, limitText, verifyEach, companion] = process.argv.slice(2);
const { HttpLeakError, start, verifyNone } = await import(companion);
const { globalAgent } = await import('node:http');
const { globalAgent: secureAgent } = await import('node:https');
const GLOBALS = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];
/** When the server is asked, after the last run; what has no end in sight by then is stuck. */
const GRACE = 300;
/** What flows needs longer on a busy machine. */
const PATIENCE = 2000;
const NONE = { bodies: [], agents: [] };

const waiting = new Map();
let asked = 0;
process.on('message', ({ id, value }) => waiting.get(id)?.(value));
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});

const dispatchers = new Set();
const each = [];
try {
  const { main } = await import(file);
  noteDispatchers();
  for (let run = 0; run < Number(runsText); run += 1) {
    await ask('run');
    await settle(main);
    noteDispatchers();
    if (run === 0) start();
    else if (verifyEach === '1') each.push((await verify()).message);
  }
  await sleep(GRACE);
  const found = await verify();
  const before = await ask('snapshot');
  for (const dispatcher of dispatchers) dispatcher.destroy().catch(() => {});
  globalAgent.destroy();
  secureAgent.destroy();
  await sleep(200);
  const after = await ask('snapshot');
  process.send(
    { type: 'result', value: { leaks: found.leaks ?? NONE, message: found.message, before, after, each } },
    () => process.exit(0),
  );
} catch (error) {
  process.send({ type: 'result', value: { error: String(error?.stack ?? error) } }, () => process.exit(1));
}

async function verify() {
  try {
    await verifyNone({ timeout: PATIENCE });
    return {};
  } catch (error) {
    if (!(error instanceof HttpLeakError)) throw error;
    return { leaks: error.leaks, message: error.message };
  }
}

/** A case may wait forever, if it shows that a close does. */
async function settle(main) {
  let timer;
  const limit = new Promise((resolve) => (timer = setTimeout(resolve, Number(limitText))));
  await Promise.race([(async () => main(url))().catch(() => {}), limit]);
  clearTimeout(timer);
}

function noteDispatchers() {
  for (const key of GLOBALS) if (globalThis[key]) dispatchers.add(globalThis[key]);
}

function ask(type) {
  const id = (asked += 1);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    process.send({ type, id });
  });
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
