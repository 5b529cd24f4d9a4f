/**
 * Measures what the ways of handling a client's response do to its connection, and prints the rows for docs/measurements.md.
 *
 *     npm run measure -- my-client.mjs [handling …]
 *
 * The module exports
 *   `get(url, method)`  makes a request, of `GET` or `HEAD`, and gives what the client hands out (or a promise of it);
 *   `handlings`         an object: the words of the row, and what is done with what `get` gave: `{ nothing: () => {}, 'res.resume()': (res) => res.resume() }`.
 *
 * For every handling and size two fresh processes talk to a server that keeps connections alive and never closes one itself. The first makes
 * `REQUESTS` requests one after the other; the sockets are counted on the server at its end, and after forced garbage collections. The second
 * handles one response and then makes an ordinary request of a client with one connection, if the module exports `limited(url)`, which is `get`
 * with such a pool; without it the last column says `?`. A second table says the same of unread responses without a body, which is
 * `emptyStatuses` and `headIsEmpty` of a protocol table: what says R or D there holds nothing. A row takes about ten seconds.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const REQUESTS = 20;
/** The row of no handling at all: no module can name one so. */
const UNREAD = '';
const SIZES = { '1 KiB': 1 << 10, '64 KiB': 64 << 10, '1 MiB': 1 << 20 };
const BODILESS = {
  HEAD: { method: 'HEAD', status: 200, size: 1 << 10 },
  ...Object.fromEntries([204, 205, 304].map((status) => [status, { method: 'GET', status, size: 0 }])),
};

const [file, ...wanted] = process.argv.slice(2);
if (!file) {
  console.error(
    'usage: npm run measure -- <module> [handling ...]\nscripts/measure/main.mjs says what the module exports.',
  );
  process.exit(2);
}
const href = pathToFileURL(resolve(file)).href;
const { get, handlings, limited } = await import(href);
if (typeof get !== 'function' || typeof handlings !== 'object') {
  console.error(`${file} has to export the function \`get\` and the object \`handlings\``);
  process.exit(2);
}

const rows = wanted.length > 0 ? wanted : Object.keys(handlings);
const unknown = rows.filter((row) => !(row in handlings));
if (unknown.length > 0) {
  console.error(`${file} has no handling called ${unknown.join(', ')}`);
  process.exit(2);
}
printRow(['what is done with the response', ...Object.keys(SIZES), 'a pool of one stalls']);
printRow(['---', ...Object.keys(SIZES).map(() => '---'), '---']);
for (const row of rows) {
  const cells = [];
  for (const size of Object.values(SIZES)) cells.push(await verdict(row, { method: 'GET', status: 200, size }));
  cells.push(typeof limited === 'function' ? await stalls(row) : '?');
  printRow([`\`${row}\``, ...cells]);
}
if (wanted.length === 0) {
  console.log();
  printRow(['', ...Object.keys(BODILESS)]);
  printRow(['---', ...Object.keys(BODILESS).map(() => '---')]);
  const cells = [];
  for (const answer of Object.values(BODILESS)) cells.push(await verdict(UNREAD, answer));
  printRow(['unread', ...cells]);
}
process.exit(0);

function printRow(cells) {
  console.log(`| ${cells.join(' | ')} |`);
}

/**
 * `R` used again, `D` closed, `Lg` open until a garbage collection, `**L!**` open for good, `hang` where a request is never answered, `?` where the
 * module made another request than it was asked for.
 */
async function verdict(row, answer) {
  const server = await start(answer);
  const { done, collected, ended, stop } = child(server, row, 'measure', answer.method);
  try {
    if ((await Promise.race([done, ended])) !== 'done') return 'hang';
    if (server.methods.has('HEAD') !== (answer.method === 'HEAD')) return '?';
    const left = server.open();
    if (server.opened() <= 5) return 'R';
    if (left === 0) return 'D';
    await Promise.race([collected, ended]);
    return server.open() <= 5 ? 'Lg' : '**L!**';
  } finally {
    stop();
    server.close();
  }
}

async function stalls(row) {
  const server = await start({ status: 200, size: SIZES['1 MiB'] });
  const { done, ended, stop } = child(server, row, 'stall', 'GET');
  try {
    return (await Promise.race([done, ended])) === 'done' ? 'no' : '**yes**';
  } finally {
    stop();
    server.close();
  }
}

async function start({ status, size }) {
  const body = Buffer.alloc(size, 'x');
  const sockets = new Set();
  const methods = new Set();
  let opened = 0;
  const server = http.createServer(
    { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      request.resume();
      methods.add(request.method);
      response.writeHead(status, { 'content-type': 'text/plain', ...(size > 0 ? { 'content-length': size } : {}) });
      response.end(body);
    },
  );
  server.on('connection', (socket) => {
    opened += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    methods,
    opened: () => opened,
    open: () => sockets.size,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A process that plays the row: `done` once all its requests are handled, `collected` after its garbage collections, `ended` when it is over. */
function child(server, row, mode, method) {
  const process_ = spawn(
    process.execPath,
    [
      '--expose-gc',
      new URL('child.mjs', import.meta.url).pathname,
      ...[href, row, mode, server.url, method, String(REQUESTS)],
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  const said = (word) => new Promise((heard) => process_.on('message', (message) => message === word && heard(word)));
  const ended = new Promise((over) => process_.on('exit', () => over('ended')));
  return { done: said('done'), collected: said('collected'), ended, stop: () => process_.kill('SIGKILL') };
}
