/**
 * A server in the process of its clients, so that it sees how much of an answer has been read: as many bytes as the client's socket has.
 * Bodies need not be larger than all buffers on the way then, which makes a program some fifty times as fast as with ../server.mjs.
 */
import diagnostics from 'node:diagnostics_channel';
import http from 'node:http';

const LATE_MILLISECONDS = 40;
const SIZE = 256 * 1024;
const FILLING = Buffer.alloc(SIZE, ' ');

/** The sockets that clients have opened, by their port. */
const sockets = new Map();
let happened = 0;
diagnostics.subscribe('net.client.socket', ({ socket }) => {
  socket.once('connect', () => {
    const port = socket.localPort;
    sockets.set(port, socket);
    socket.once('close', () => sockets.get(port) === socket && sockets.delete(port));
  });
});

/** A number that grows while anything happens at any of the servers. */
export const activity = () => [...sockets.values()].reduce((sum, socket) => sum + (socket.bytesRead || 0), happened);

const bodies = new Map();
function bodyOf(status) {
  const made = JSON.stringify(status < 300 ? { ok: true, id: 7 } : { ok: false, error: `status ${status}` });
  if (!bodies.has(status)) bodies.set(status, Buffer.concat([Buffer.from(made), FILLING]));
  return bodies.get(status);
}

/**
 * Starts a server; the first segment of a path is the status of the answer.
 *
 * @param seed answers come in another order for each, and at once for zero
 * @param late requests with this text in their path are answered a good while after the others
 * @returns its `origin`; `requests()` and `received()` (the bytes of what was sent, by request); `open()` (the paths whose answers have
 *   not been read or let go of); and `close()`
 */
export async function startServer(seed = 0, late) {
  const requests = [];
  const answers = [];
  const server = http.createServer((request, response) => {
    happened += 1;
    const one = { of: `${request.method} ${request.url}`, bytes: 0 };
    requests.push(one);
    request.on('data', (chunk) => {
      happened += 1;
      one.bytes += chunk.length;
    });
    request.on('error', () => {});
    response.on('error', () => {});
    const { socket } = request;
    const answer = () => {
      if (response.destroyed) return;
      answers.push({ path: request.url, socket, response });
      const status = Number(request.url.split('/')[1]);
      response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'r1' });
      response.end(bodyOf(status));
    };
    const isLate = late !== undefined && request.url.includes(late);
    const delay = (seed === 0 ? 0 : (requests.length * seed * 7) % 11) + (isLate ? LATE_MILLISECONDS : 0);
    if (delay === 0) answer();
    else setTimeout(answer, delay);
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => socket.on('error', () => {}));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const isOpen = ({ socket, response }) => {
    if (socket.destroyed) return false;
    const client = sockets.get(socket.remotePort);
    return (
      client !== undefined &&
      !client.destroyed &&
      (!response.writableFinished || client.bytesRead < socket.bytesWritten)
    );
  };
  const { port } = server.address();
  return {
    origin: `http://127.0.0.1:${port}`,
    requests: () => requests.map(({ of }) => of).sort(),
    received: () =>
      requests
        .filter(({ bytes }) => bytes > 0)
        .map(({ of, bytes }) => `${of} ${bytes}`)
        .sort(),
    open: () =>
      answers
        .filter((one, index) => isOpen(one) && !answers.some((later, at) => at > index && later.socket === one.socket))
        .map(({ path }) => path),
    close() {
      // What a program has left open would keep memory of the system.
      for (const socket of sockets.values()) if (socket.remotePort === port) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
