/** A loopback server whose bodies are too large for the buffers of a socket, so that an unread one stays unfinished here. */
import http from 'node:http';
import { Readable } from 'node:stream';

const SIZE = 8 * 1024 * 1024;
const SLAB = Buffer.alloc(64 * 1024, ' ');

function* body(head, size) {
  yield Buffer.from(head);
  for (let left = size - head.length; left > 0; left -= SLAB.length) yield SLAB.subarray(0, Math.min(left, SLAB.length));
}

/** What a path answers: status, headers, the beginning of the body, its size. */
function answerTo(path, count) {
  const [first = '', ...rest] = path.split('/').filter(Boolean);
  const json = { 'content-type': 'application/json' };
  const flaky = /^(\d{3})-x(\d)-then-ok$/.exec(first);
  if (flaky) return count(first) <= Number(flaky[2]) ? { status: Number(flaky[1]), headers: { ...json, 'retry-after': '0' }, head: '{}' } : { status: 200, headers: json, head: '{"id":7}' };
  if (first === 'mixed') return { status: Number(rest[0]) % 2 === 0 ? 404 : 200, headers: json, head: '{"id":7}' };
  if (first === 'html') return { status: 200, headers: { 'content-type': 'text/html' }, head: '<p>' };
  if (first === 'small') return { status: 200, headers: json, head: '{"id":7}', size: 8 };
  const status = /^\d{3}$/.test(first) ? Number(first) : 200;
  return { status, headers: status >= 300 && status < 400 ? { location: '/json' } : json, head: '{"id":7}' };
}

/** Starts a server. `unfinished()` counts the responses that the client has neither read nor let go of. */
export async function startServer() {
  const responses = new Set();
  const counts = new Map();
  const count = (key) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key);
  };
  const server = http.createServer((request, response) => {
    request.resume();
    if (request.url.startsWith('/refuse')) return void request.socket.destroy();
    const { status, headers, head, size = SIZE } = answerTo(request.url, count);
    responses.add(response);
    response.on('close', () => responses.delete(response));
    response.writeHead(status, headers);
    Readable.from(body(head, size)).on('error', () => {}).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    unfinished: () => responses.size,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
