/** No credential is printed, whatever place of a request it is in. */
import fc from 'fast-check';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client, request as undici } from 'undici';
import { snapshot, start, track, verifyNone, type HttpLeakError } from '../../src/verify/index.js';
import { tableOf } from '../../src/verify/snapshot.js';
import {
  frameWithoutSecrets,
  originOf,
  printable,
  textWithoutSecrets,
  urlOf,
  withoutSecrets,
} from '../../src/verify/url.js';
import { serverForTests, serveHttp2 } from './support.js';

const server = serverForTests();
const server2 = serverForTests(serveHttp2);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'http-leak-secrets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => start());

/** Ends what was opened. */
type End = () => unknown;
type Open = (secret: string) => Promise<End>;

const encoded = encodeURIComponent;
const twice = (text: string): string => encoded(encoded(text));

async function viaHttp(options: http.RequestOptions): Promise<End> {
  const request = http.get(server.origin, { agent: new http.Agent({ keepAlive: true }), ...options });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return () => response.destroy();
}

async function viaHttp2(authority: string | URL, headers: http2.OutgoingHttpHeaders): Promise<End> {
  const session = http2.connect(authority);
  await once(session.request(headers), 'response');
  return () => session.destroy();
}

async function viaFetch(target: string, init: RequestInit = {}): Promise<End> {
  const response = await fetch(`${server.origin}${target}`, init);
  return () => response.body?.cancel();
}

const userAt = (origin: string, secret: string): string => origin.replace('//', `//user:${secret}@`);

const PLACES: Record<string, Open> = {
  'the query, fetch': (secret) => viaFetch(`/big?token=${secret}&${secret}&a[${encoded('b')}]=${secret}#${secret}`),
  'the query, undici': async (secret) => {
    const { body } = await undici(`${server.origin}/big?token=${secret}`);
    return () => body.dump();
  },
  'the query, node:http': (secret) =>
    viaHttp({ path: `/big?token=${secret}&next=http://user:${secret}@h/?t=${secret}` }),
  'a name in the query that is a URL': (secret) => viaHttp({ path: `/big?http://user:${secret}@h/?t=${secret}` }),
  'a query that is encoded': (secret) =>
    viaHttp({ path: `/big${encoded(`?token=${secret}`)}/${twice(`?token=${secret}`)}?${encoded(`token=${secret}`)}` }),
  'a parameter of the path': (secret) => viaHttp({ path: `/big;token=${secret};other=${secret}/x` }),
  'a parameter of the path without a semicolon': (secret) => viaHttp({ path: `/big/token=${secret}/x` }),
  'a query without a question mark': (secret) => viaHttp({ path: `/big&token=${secret}&key=${secret}` }),
  headers: (secret) =>
    viaFetch('/big', {
      headers: { authorization: `Bearer ${secret}`, cookie: `session=${secret}`, referer: `http://h/?t=${secret}` },
    }),
  'the option auth': (secret) => viaHttp({ path: '/big', auth: `user:${secret}` }),
  'options of an agent': (secret) => {
    const agent = new http.Agent({
      keepAlive: true,
      servername: secret,
      passphrase: secret,
      auth: secret,
      localAddress: '127.0.0.1',
    } as http.AgentOptions);
    return viaHttp({ path: '/big', agent });
  },
  'credentials in Host': (secret) => viaHttp({ path: '/big', headers: { host: `user:${secret}@h` } }),
  'a token in Host': (secret) => viaHttp({ path: '/big', headers: { host: `${secret}@h:80` } }),
  'credentials with a slash in Host': (secret) => viaHttp({ path: '/big', headers: { host: `user:1/${secret}@h` } }),
  'a query in Host': (secret) => viaHttp({ path: '/big', headers: { host: `h/?t=${secret}` } }),
  'a query with an @ in Host': (secret) => viaHttp({ path: '/big', headers: { host: `h?t=a@${secret}` } }),
  'encoded credentials in Host': (secret) => viaHttp({ path: '/big', headers: { host: encoded(`user:${secret}@h`) } }),
  'a port in Host': (secret) => viaHttp({ path: '/big', headers: { host: `h:${secret}` } }),
  'a path that is a URL': (secret) => viaHttp({ path: `http://user:${secret}@h/big?t=${secret}` }),
  'a path that is a URL of another scheme': (secret) => viaHttp({ path: `GIT+SSH://${secret}@h/big` }),
  'a path that begins with two slashes': (secret) => viaHttp({ path: `//${secret}@h/big` }),
  'a path without a scheme': (secret) => viaHttp({ path: `user:${secret}@h/big` }),
  'a token without a scheme': (secret) => viaHttp({ path: `${secret}@h:80` }),
  'a URL in the path': (secret) => viaHttp({ path: `/big/http://user:${secret}@h/x/https://${secret}@h` }),
  'an encoded URL in the path': (secret) =>
    viaHttp({ path: `/big/${encoded(`http://user:${secret}@h/?t=${secret}`)}/${twice(`http://${secret}@h`)}` }),
  'the authority of HTTP/2': (secret) =>
    viaHttp2(`${userAt(server2.origin, secret)}/${secret}?t=${secret}#${secret}`, {}),
  'the authority of HTTP/2, as a URL': (secret) =>
    viaHttp2(new URL(`${userAt(server2.origin, secret)}/?t=${secret}`), {}),
  'headers of HTTP/2': (secret) =>
    viaHttp2(server2.origin, { ':path': `/x?t=${secret}`, authorization: secret, referer: `http://user:${secret}@h` }),
  'a URL in a path of HTTP/2': (secret) =>
    viaHttp2(server2.origin, { ':path': `/http://user:${secret}@h/?t=${secret}` }),
  'an idle session of HTTP/2': async (secret) => {
    const session = http2.connect(`${userAt(server2.origin, secret)}/?t=${secret}`);
    await once(session.request().resume(), 'close');
    return () => session.destroy();
  },
  'the origin of an undici client': async (secret) => {
    const client = new Client(userAt(server.origin, secret));
    const { body } = await client.request({ path: `/big?t=${secret}`, method: 'GET' });
    return async () => {
      await body.dump();
      await client.close();
    };
  },
  'a redirect': async (secret) => {
    const redirecting = http.createServer((request, response) => {
      if (request.url?.startsWith('/from')) response.writeHead(302, { location: `/big/to?t=${secret}` });
      response.end(Buffer.alloc(8 << 20));
    });
    await once(redirecting.listen(0, '127.0.0.1'), 'listening');
    const { port } = redirecting.address() as { port: number };
    const response = await fetch(`http://127.0.0.1:${port}/from?t=${secret}`);
    return async () => {
      await response.body?.cancel();
      redirecting.closeAllConnections();
      redirecting.close();
    };
  },
  'the query of a module': async (secret) => {
    const file = path.join(folder, 'module.mjs');
    writeFileSync(file, 'export const open = (url) => fetch(url);');
    const { open } = (await import(/* @vite-ignore */ `${pathToFileURL(file).href}?token=${secret}#${secret}`)) as {
      open: typeof fetch;
    };
    const response = await open(`${server.origin}/big`);
    return () => response.body?.cancel();
  },
};

const secrets = fc.stringMatching(/^SECRET[A-Za-z0-9]{4,12}$/);

describe('a secret', () => {
  it.each(Object.entries(PLACES))('in %s is in no output', async (_name, open) => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        start();
        const close = await open(secret);
        const now = snapshot();
        const error = (await verifyNone({ timeout: 0 }).catch((reason: unknown) => reason)) as HttpLeakError;
        await close();
        expect(error.leaks.bodies.length + error.leaks.agents.length).toBeGreaterThan(0);
        const outputs = [
          JSON.stringify(now),
          inspect(now, { depth: 9 }),
          tableOf(now),
          error.message,
          JSON.stringify(error.leaks),
          inspect(error, { depth: 9 }),
        ];
        for (const output of outputs) expect(output).not.toContain(secret);
      }),
      { numRuns: 3 },
    );
  });

  it('in the error of a tracked block is in no message of ours', async () => {
    let close: End = () => {};
    const block = async (): Promise<void> => {
      close = await viaFetch('/big');
      throw new Error('GET http://user:SECRET1@h/a?t=SECRET2 failed (user:SECRET3@h)');
    };
    const error = (await track(block, { timeout: 0 }).catch((reason: unknown) => reason)) as AggregateError;
    await close();
    expect(error.message).toMatch(/^GET http:\/\/h\/a\?t=… failed \(…@h\)\n\n1 HTTP response/);
  });
});

const text = fc.string({
  unit: fc.constantFrom(...'aZ09:@/?#%&=;.-_~+\\ [](){}<>"\'\u00e9\u202e\n\u001b'),
  maxLength: 20,
});

it('takes any text', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      const origin = originOf(`http://${one}`);
      for (const url of [one, origin, urlOf(origin, other), `http://${one}/${other}`])
        expect(withoutSecrets(url)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(textWithoutSecrets(one)).toEqual(expect.any(String));
      expect(frameWithoutSecrets(`at x (${one}:1:2)`)).toMatch(/:1:2\)$/);
    }),
  );
});

it('prints no credentials, whatever is in them', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const password = encoded(`${before}SECRET${after}`);
      for (const url of [
        `http://user:${password}@h/a`,
        `http://${password}@h/a`,
        `//user:${password}@h/a`,
        `/a/user:${password}@h/a`,
        `/a/${encoded(`http://user:${password}@h`)}`,
      ])
        expect(withoutSecrets(url)).not.toContain('SECRET');
      expect(originOf(`http://user:${before}SECRET${after}@h`)).not.toContain('SECRET');
    }),
  );
});

it.each([
  ['http://h/a@b/c', 'http://h/a@b/c'],
  ['http://h/@scope%2fname', 'http://h/@scope%2fname'],
  ['http://h/%40scope%2Fname?filter%5Bname%5D=x', 'http://h/%40scope%2Fname?filter%5Bname%5D=…'],
  ['http://[::1]:3000/users/me@example.com', 'http://[::1]:3000/users/me@example.com'],
  ['http://b\u00fccher.example/caf%C3%A9', 'http://b\u00fccher.example/caf%C3%A9'],
  ['http://h/100%/50%25', 'http://h/100%/50%25'],
  ['https://h/a;v=1.2;b', 'https://h/a;v=…;b'],
  ['http://unix:/run/x.sock:/a?b=c', 'http://unix:/run/x.sock:/a?b=…'],
  ['http://h/\u001b]0;x\u0007', 'http://h/\\u{1b}]0;x\\u{7}'],
])('keeps what is no secret of %s', (url, safe) => {
  expect(withoutSecrets(url)).toBe(safe);
});

it.each([
  ['at load (file:///app/a.mjs?token=x:12:3)', 'at load (file:///app/a.mjs:12:3)'],
  ['at https://user:x@h/a.mjs#x:12:3', 'at https://h/a.mjs:12:3'],
  ['at data:text/javascript,const%20token="x";fetch():1:20', 'at data:…:1:20'],
  ['at eval (eval at run (file:///a.mjs?token=x:1:2), <anonymous>:1:1)', 'at eval (eval at run (file:///a.mjs:1:1)'],
  ['at #load (file:///app/a.mjs:12:3)', 'at #load (file:///app/a.mjs:12:3)'],
  ['at load (C:\\app\\node_modules\\@scope\\a\\a.js:12:3)', 'at load (C:\\app\\node_modules\\@scope\\a\\a.js:12:3)'],
  [
    'at /app/node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/a.js:1:2',
    'at /app/node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/a.js:1:2',
  ],
])('keeps the place of %s', (frame, safe) => {
  expect(frameWithoutSecrets(frame)).toBe(safe);
});

it('leaves other characters as they are', () => {
  expect(printable('\u{1f600} a\u0300 \u4e2d')).toBe('\u{1f600} a\u0300 \u4e2d');
});
