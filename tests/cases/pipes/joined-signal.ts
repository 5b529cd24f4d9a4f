// clean: /ok (the signal of the visit is one of two that abort the request)
import http from 'node:http';
import { Readable } from 'node:stream';
import type { AddressInfo } from 'node:net';

async function ask(url: string, signal: AbortSignal) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), 5000);
  try {
    return await fetch(url, { signal: AbortSignal.any([signal, limit.signal]) });
  } finally {
    clearTimeout(timer);
  }
}

async function relay(url: string, response: http.ServerResponse, signal: AbortSignal) {
  const upstream = await ask(url, signal);
  response.writeHead(upstream.status);
  if (!upstream.body) return response.end();
  const body = Readable.fromWeb(upstream.body as never);
  body.on('error', () => response.destroy());
  return body.pipe(response);
}

export async function main(url: string) {
  const server = http.createServer((_request, response) => {
    const visit = new AbortController();
    response.on('close', () => visit.abort());
    relay(url, response, visit.signal).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => {
    const visit = http.get({ port, agent: false }, (page) => {
      page.on('error', () => undefined);
      page.once('data', () => {
        visit.destroy();
        setTimeout(resolve, 60);
      });
    });
    visit.on('error', () => undefined);
  });
  server.close();
}
