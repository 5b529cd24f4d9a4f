/**
 * The server that cases and fixtures are run against. Its bodies are too large for the buffers of a socket, so that one
 * that is not read stays unfinished here; tests/cases/README.md says what each path answers.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

const SIZE = 8 * 1024 * 1024;
const SLAB = Buffer.alloc(64 * 1024, ' ');
const JSON_TYPE = { 'content-type': 'application/json' };
const TEXT = { 'content-type': 'text/plain' };

function* body(head, size) {
  yield Buffer.from(head);
  for (let left = size - head.length; left > 0; left -= SLAB.length)
    yield SLAB.subarray(0, Math.min(left, SLAB.length));
}

const record = (more = {}) =>
  JSON.stringify({
    ok: true,
    id: 7,
    name: 'widget',
    status: 'done',
    state: 'done',
    token: 't',
    count: 3,
    items: [{ id: 1 }, { id: 2 }],
    ...more,
  });
const json = (value = record(), headers = {}) => ({ status: 200, headers: { ...JSON_TYPE, ...headers }, head: value });

function failure(status) {
  const headers = { ...JSON_TYPE };
  if (status === 429 || status === 503) headers['retry-after'] = '0';
  if (status >= 300 && status < 400) headers.location = '/json';
  return {
    status,
    headers,
    head:
      status < 300 ? record() : JSON.stringify({ ok: false, error: `status ${status}`, message: `status ${status}` }),
  };
}

/** Pages link to the next one, in a header and in the body; the second of `pages-500` fails. */
function pageOf(route, number) {
  if (route === 'pages-500' && number === 2) return failure(500);
  const isLast = number >= 3;
  return json(
    record({
      page: number,
      next: isLast ? null : number + 1,
      hasMore: !isLast,
      nextUrl: isLast ? null : `?page=${number + 1}`,
    }),
    isLast ? {} : { link: `</${route}?page=${number + 1}>; rel="next"` },
  );
}

/** What a path answers, by its first segment: status, headers, the beginning of the body, its size, how long it takes. */
function answerTo({ pathname, searchParams }, count) {
  const segments = pathname.split('/').filter(Boolean);
  const [route = ''] = segments;
  const last = segments.at(-1) ?? '';
  const flaky = /^(\d{3})(?:-x(\d))?-then-ok$/.exec(route);
  if (flaky) return last !== 'token' && count(route) <= Number(flaky[2] ?? 1) ? failure(Number(flaky[1])) : json();
  if (/^\d{3}$/.test(route)) return failure(Number(route));
  switch (route) {
    case 'json':
      return json();
    case 'json-error':
      return json(JSON.stringify({ ok: false, error: 'denied', errors: [{ message: 'denied' }], items: [] }));
    case 'pending':
      return json(record({ status: 'pending', state: 'pending' }));
    case 'bad-json':
      return json('{"ok": tru');
    case 'small':
      return { ...json(record(), { 'content-length': String(record().length) }), size: record().length };
    case 'empty':
      return { status: 200, headers: TEXT, head: '', size: 0 };
    case 'ok':
      return { status: 200, headers: { ...TEXT, 'content-length': String(SIZE) }, head: 'ok' };
    case 'lines':
      return { status: 200, headers: TEXT, head: 'alpha\nbeta\nSTOP\ngamma\n' };
    case 'sse':
      return {
        status: 200,
        headers: { 'content-type': 'text/event-stream' },
        head: 'data: one\n\ndata: two\n\ndata: [DONE]\n\n',
      };
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html' }, head: '<!doctype html><p>' };
    case 'huge':
      return { status: 200, headers: { ...TEXT, 'content-length': String(3 * SIZE) }, head: '', size: 3 * SIZE };
    case 'not-modified':
      return { status: 304, headers: {}, head: '', size: 0 };
    case 'redirect':
      return { status: 302, headers: { location: '/json' }, head: '', size: 0 };
    case 'slow':
      return { status: 200, headers: TEXT, head: '', pause: 8 };
    case 'late':
      return { ...json(), delay: 600 };
    case 'lag-a':
    case 'lag-b':
      return { ...json(), delay: last === route.at(-1) ? 400 : 0 };
    case 'mixed':
      return /^(?:b|bad)$/.test(last)
        ? failure(500)
        : /^\d+$/.test(last) && Number(last) % 2 === 0
          ? failure(404)
          : json();
    case 'pages':
    case 'pages-500':
      return pageOf(route, Number(searchParams.get('page') ?? 1));
    default:
      return failure(404);
  }
}

let certificate;

/** A certificate of its own; the clients are told not to check it. */
function selfSigned() {
  const folder = mkdtempSync(path.join(tmpdir(), 'http-leak-tls-'));
  try {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name));
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function serverFor(protocol, handler) {
  if (protocol === 'h2c') return http2.createServer(handler);
  return protocol === 'https'
    ? https.createServer((certificate ??= selfSigned()), handler)
    : http.createServer(handler);
}

/**
 * Starts a server.
 *
 * @param protocol `http`, `https` or `h2c`
 * @returns its origin, `unfinished()` (the requests whose answers the client has neither read nor let go of), `idle()`
 *   (how many connections, or sessions, are open without such an answer), `isReceiving()` and `received()` (the requests with a
 *   body, and how many bytes of it have come), `delayBy(seed)` (answers come in another order for each seed), `forget()` (flaky paths and counts begin anew) and `close()`
 */
export async function startServer(protocol = 'http') {
  const open = new Map();
  const connections = new Set();
  let counts = new Map();
  const count = (key) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key);
  };
  const uploads = [];
  let seed = 0;
  let answers = 0;
  const server = serverFor(protocol, (request, response) => {
    const upload = { of: `${request.method} ${request.url}`, bytes: 0, isOver: false };
    uploads.push(upload);
    request.on('data', (chunk) => (upload.bytes += chunk.length));
    for (const event of ['end', 'close', 'error']) request.on(event, () => (upload.isOver = true));
    if (request.url.startsWith('/refuse')) return void (request.stream ?? request.socket).destroy();
    const {
      status,
      headers,
      head,
      size = SIZE,
      pause = 0,
      delay = 0,
    } = answerTo(new URL(request.url, 'http://localhost'), count);
    const answer = () => {
      // The client has gone away before the answer began.
      if (response.destroyed || response.closed || response.stream?.destroyed) return;
      open.set(response, `${request.method} ${request.url}`);
      response.on('close', () => open.delete(response));
      response.on('error', () => {});
      response.writeHead(status, { ...headers, etag: '"1"', 'x-request-id': 'r1', 'x-total-count': '3' });
      const isEmpty = request.method === 'HEAD' || [204, 205, 304].includes(status);
      if (isEmpty) return void response.end();
      const parts = pause === 0 ? body(head, size) : slowly(body(head, size), pause);
      Readable.from(parts)
        .on('error', () => {})
        .pipe(response);
    };
    const more = seed === 0 ? 0 : ((answers += 1) * seed * 7) % 23;
    if (delay + more === 0) answer();
    else setTimeout(answer, delay + more);
  });
  // A proxy that leads to itself.
  server.on('connect', (_request, socket) => {
    const through = net.connect(server.address().port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(through).pipe(socket);
    });
    for (const end of [socket, through])
      end.on('error', () => {}).on('close', () => (socket.destroy(), through.destroy()));
  });
  // Longer than any run, and clients are told so: only they end an idle connection.
  server.keepAliveTimeout = 60_000;
  const remember = (connection) => {
    connections.add(connection);
    connection.on('error', () => {});
    connection.on('close', () => connections.delete(connection));
  };
  server.on({ http: 'connection', https: 'secureConnection', h2c: 'session' }[protocol], remember);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const busy = () =>
    new Set([...open.keys()].map((response) => (protocol === 'h2c' ? response.stream?.session : response.socket)));
  return {
    origin: `${protocol === 'https' ? 'https' : 'http'}://127.0.0.1:${server.address().port}`,
    unfinished: () => [...open.values()],
    idle: () => [...connections].filter((connection) => !connection.destroyed && !busy().has(connection)).length,
    delayBy(value) {
      seed = value;
      answers = 0;
    },
    isReceiving: () => uploads.some(({ isOver }) => !isOver),
    received: () =>
      uploads
        .filter(({ bytes }) => bytes > 0)
        .map(({ of, bytes }) => `${of} ${bytes}`)
        .sort(),
    forget() {
      counts = new Map();
      uploads.length = 0;
    },
    close() {
      for (const connection of connections) connection.destroy();
      server.close();
    },
  };
}

async function* slowly(parts, pause) {
  for (const part of parts) {
    yield part;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
