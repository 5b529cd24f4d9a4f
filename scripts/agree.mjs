/**
 * agree.mjs FOLDER [--node PATH]… [--repeat N] [--filter TEXT] [--jobs N] [--json FILE]: compares three witnesses of the same leaks.
 *
 * FOLDER holds executed cases with their oracle, as for cases.mjs; our own cases in tests/ are run by the same oracle. Each path of each case is executed
 * once per Node: what the server could not finish and what the companion reports are taken at the same moment. The rules' verdict is that of the whole case; a
 * premature close that waits holds its body and counts as a leak where the server sees one.
 * --filter takes a part of a name: `given/` for those of FOLDER, `own/agents/`. With --repeat, every path without a leak is run N times more. The exit code is 1 below 97 % agreement, or where a clean path is reported.
 */
import { fork, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const child = fileURLToPath(new URL('agree-child.mjs', import.meta.url));
const FLOOR = 97;
const RUNS = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', multiple: true, default: [process.execPath] },
    repeat: { type: 'string', default: '0' },
    filter: { type: 'string', default: '' },
    jobs: { type: 'string', default: '2' },
    json: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined || !existsSync(path.join(folder, 'oracle'))) {
  console.error(
    'usage: npm run agree -- FOLDER [--node PATH]… [--repeat N] [--filter TEXT] (a folder that has an oracle)',
  );
  process.exit(2);
}

const work = mkdtempSync(path.join(tmpdir(), 'http-leak-agree-'));
try {
  const suite = copyOut(path.resolve(folder));
  const oracle = (name) => import(pathToFileURL(path.join(suite, 'oracle', name)).href);
  const [{ listCases }, { compile }, { startServer }, { linterFor, loadPlugin }] = await Promise.all(
    ['cases.mjs', 'probe.mjs', 'server.mjs', 'linter.mjs'].map(oracle),
  );
  const plugin = await loadPlugin(root);

  const cases = [];
  for (const [name, dir] of [
    ['given', suite],
    ['own', copyOwn()],
  ]) {
    const out = path.join(dir, '.agree');
    mkdirSync(out);
    const chosen = listCases(dir).filter(({ id, unproven }) => !unproven && `${name}/${id}`.includes(values.filter));
    const reported = await lint(await linterFor(plugin, { cwd: dir }), chosen);
    for (const one of chosen) {
      const compiled = path.join(out, `${one.id.replaceAll('/', '__')}.mjs`);
      await compile(one.entry, compiled);
      cases.push({ ...one, id: `${name}/${one.id}`, compiled, reported: reported.get(one.id) ?? new Set() });
    }
  }

  const results = [];
  for (const node of values.node) {
    const rows = await inParallel(
      cases.flatMap((one) => one.paths.map((route) => () => judge(startServer, one, route, node))),
    );
    results.push({ node: spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(), rows });
    report(results.at(-1), cases);
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** A copy to write in; installed packages are linked where there are any. */
function copyOut(from) {
  const to = path.join(work, 'given');
  const packages = path.join(from, 'node_modules');
  cpSync(from, to, { recursive: true, filter: (file) => file !== packages });
  spawnSync('chmod', ['-R', 'u+w', to]);
  if (existsSync(packages)) symlinkSync(packages, path.join(to, 'node_modules'));
  else spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: to, stdio: 'inherit' });
  return to;
}

/** Our own cases in the layout of the given ones; the gaps of the rule are cases like the others. */
function copyOwn() {
  const from = path.join(root, 'tests', 'cases');
  const to = path.join(work, 'own');
  cpSync(from, path.join(to, 'cases'), { recursive: true, filter: (file) => file !== path.join(from, 'gaps') });
  for (const kind of readdirSync(path.join(from, 'gaps')))
    cpSync(path.join(from, 'gaps', kind), path.join(to, 'cases'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(to, 'node_modules'));
  return to;
}

/** The rules that report something in a case, by case. */
async function lint({ eslint }, chosen) {
  const reported = new Map();
  for (const { id, files } of chosen) {
    const messages = (await eslint.lintFiles(files)).flatMap((result) => result.messages);
    reported.set(id, new Set(messages.map(({ ruleId }) => ruleId?.slice(ruleId.indexOf('/') + 1))));
  }
  return reported;
}

/** One path: the server's verdict, the companion's, and how often the companion reported it when it was repeated. */
async function judge(startServer, one, route, node) {
  const first = await execute(startServer, one, route, node, RUNS, 0);
  const row = {
    id: one.id,
    route,
    server: { body: false, agent: false },
    companion: { body: false, agent: false },
    repeated: 0,
    falsely: [],
    error: first.error,
  };
  if (first.error) return row;
  row.server.body = first.before.unfinished.length > 0;
  if (first.after.idle > 0) {
    const single = await execute(startServer, one, route, node, 1, 0);
    row.server.agent = first.after.idle - (single.after?.idle ?? 0) >= RUNS - 1;
  }
  row.companion = { body: first.leaks.bodies.length > 0, agent: first.leaks.agents.length > 0 };
  row.message = first.message;
  row.unfinished = first.before.unfinished;
  const repeat = Number(values.repeat);
  if (repeat > 0 && !row.server.body && !row.server.agent) {
    const again = await execute(startServer, one, route, node, repeat, 1);
    row.repeated = repeat;
    row.falsely = again.error ? [again.error] : again.each.filter(Boolean);
  }
  return row;
}

async function execute(startServer, one, route, node, runs, verifyEach) {
  const server = await startServer(one.server);
  try {
    return await new Promise((resolve) => {
      const limit = one.breakPaths.includes(route) ? 1500 : 4000;
      const args = [
        one.compiled,
        server.origin + route,
        String(runs),
        String(limit),
        String(verifyEach),
        path.join(root, 'dist', 'verify', 'index.js'),
      ];
      const forked = fork(child, args, {
        execPath: node,
        execArgv: ['--no-warnings'],
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { PATH: process.env.PATH, NODE_TLS_REJECT_UNAUTHORIZED: process.env.NODE_TLS_REJECT_UNAUTHORIZED ?? '' },
      });
      let log = '';
      let result;
      forked.stderr.on('data', (data) => (log += data));
      const guard = setTimeout(() => forked.kill('SIGKILL'), 120_000);
      forked.on('message', ({ type, id, value }) => {
        if (type === 'result') result = value;
        else if (type === 'run') {
          server.newRun();
          forked.send({ id });
        } else forked.send({ id, value: server.snapshot() });
      });
      forked.on('exit', (code) => {
        clearTimeout(guard);
        resolve(result ?? { error: `the process ended with ${code}: ${log.slice(0, 500)}` });
      });
    });
  } finally {
    await server.close();
  }
}

async function inParallel(tasks) {
  const results = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < tasks.length; index = next++) results[index] = await tasks[index]();
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, worker));
  return results;
}

function report({ node, rows }, cases) {
  const leaks = ({ body, agent }) => body || agent;
  const agrees = (row) =>
    !row.error && row.server.body === row.companion.body && row.server.agent === row.companion.agent;
  const share = (part, whole) =>
    `${part.length}/${whole.length} (${((100 * part.length) / Math.max(1, whole.length)).toFixed(1)} %)`;
  const agreed = rows.filter(agrees);
  const byCase = cases.map((one) => {
    const own = rows.filter(({ id }) => id === one.id);
    const server = own.some((row) => leaks(row.server));
    const rule =
      one.reported.has('no-unconsumed-body') ||
      one.reported.has('no-unclosed-agent') ||
      (server && one.reported.has('no-premature-close'));
    return { ...one, server, rule, companion: own.some((row) => leaks(row.companion)) };
  });
  const repeated = rows.filter((row) => row.repeated > 0);
  const falsely = repeated.filter((row) => row.falsely.length > 0);

  console.log(`\n## Node ${node}\n`);
  console.log('| | agree |\n| --- | --: |');
  console.log(`| companion and server, by path | ${share(agreed, rows)} |`);
  console.log(
    `| companion and server, by case | ${share(
      byCase.filter((one) => one.server === one.companion),
      byCase,
    )} |`,
  );
  console.log(
    `| rule and server, by case | ${share(
      byCase.filter((one) => one.server === one.rule),
      byCase,
    )} |`,
  );
  console.log(
    `| all three, by case | ${share(
      byCase.filter((one) => one.server === one.rule && one.server === one.companion),
      byCase,
    )} |`,
  );
  if (repeated.length > 0)
    console.log(
      `| clean paths without a report in ${values.repeat} repetitions | ${share(
        repeated.filter((row) => row.falsely.length === 0),
        repeated,
      )} |`,
    );

  const differing = rows.filter((row) => !agrees(row));
  if (differing.length > 0) console.log('\n| path | server | companion | |\n| --- | --- | --- | --- |');
  for (const row of differing)
    console.log(`| ${row.id} ${row.route} | ${words(row.server)} | ${words(row.companion)} | ${row.error ?? ''} |`);
  for (const row of falsely)
    console.log(
      `| ${row.id} ${row.route}, repeated | clean | ${row.falsely.length} reports | ${row.falsely[0].split('\n')[0]} |`,
    );
  const ruleDiffers = byCase
    .filter((one) => one.server !== one.rule)
    .map(({ id, server }) => `${id} (${server ? 'missed' : 'reported'})`);
  if (ruleDiffers.length > 0) console.log(`\nThe rule differs from the server in: ${ruleDiffers.join(', ')}.`);
  if ((100 * agreed.length) / rows.length < FLOOR || falsely.length > 0) process.exitCode = 1;
}

function words({ body, agent }) {
  return [body && 'body', agent && 'agent'].filter(Boolean).join(' and ') || 'clean';
}
