import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { built } from '../support/built.js';
import { HttpLeakError, verifyNone, type Leaks, type VerifyOptions } from '../../src/verify/index.js';

/** More than any buffer between the server and the body takes. */
export const BIG = 8 << 20;

export interface Loopback {
  readonly origin: string;
  close(): Promise<void>;
}

/** Answers `/big` with 8 MiB, `/status/500` with that status and 8 MiB, `/redirect` with the way to `/big`, anything else with 1 KiB; keeps connections alive. */
export async function serve(): Promise<Loopback> {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const [, route, status] = (request.url ?? '/').split(/[/?]/);
    if (route === 'status') response.statusCode = Number(status);
    if (route === 'redirect') response.writeHead(302, { location: '/big' });
    response.end(Buffer.alloc(route === 'big' || route === 'status' ? BIG : 1024));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The same for HTTP/2 without TLS; always 8 MiB. */
export async function serveHttp2(): Promise<Loopback> {
  const sessions = new Set<http2.ServerHttp2Session>();
  const server = http2.createServer((_request, response) => response.end(Buffer.alloc(BIG))).listen(0, '127.0.0.1');
  server.on('session', (session) => sessions.add(session));
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * A server for all tests of the file, or of the `describe`, that calls this.
 *
 * @param start `serve` or `serveHttp2`
 * @returns its origin, which is known while tests run
 */
export function serverForTests(start: () => Promise<Loopback> = serve): { readonly origin: string } {
  let server: Loopback;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());
  return {
    get origin() {
      return server.origin;
    },
  };
}

/** What a verification reports; fails the test if it reports nothing. */
export async function leaksNow(options: VerifyOptions = {}): Promise<Leaks & { readonly message: string }> {
  const error: unknown = await verifyNone({ timeout: 60, ...options }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpLeakError);
  const { leaks, message } = error as HttpLeakError;
  return { ...leaks, message };
}

/** Puts the companion into the `node_modules` of a folder, in both module systems, as the published package has it. */
export function installCompanion(folder: string): void {
  const to = path.join(folder, 'node_modules', 'eslint-plugin-http-leak');
  cpSync(path.join(built(), 'dist', 'verify'), path.join(to, 'dist', 'verify'), { recursive: true });
  cpSync(path.join(built(), 'package.json'), path.join(to, 'package.json'));
}
