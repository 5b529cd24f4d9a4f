import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { fetch as undiciFetch } from 'undici';
import { fetchProtocol } from '../../../src/protocols/index.js';
import { proveClient } from './claims.js';
import { readableUses, webUses } from './uses.js';

const bodyOf = (response: object): ReadableStream => (response as Response).body as ReadableStream;

proveClient({
  name: 'fetch',
  protocol: fetchProtocol,
  acquire: { 'global:fetch': (url) => fetch(url), 'undici:fetch': (url) => undiciFetch(url) },
  // The global one in a package of scripts, and what runs in Electron only.
  unproven: ['zx:fetch', 'electron:net.fetch', 'electron:session.defaultSession.fetch', 'electron#Session.fetch'],
  reach: {
    body: bodyOf,
    derived: (response) => bodyOf(response).pipeThrough(new TransformStream()),
    reader: (response) => bodyOf(response).getReader(),
    iterator: (response) => bodyOf(response).values(),
    rewrapped: (response) => new Response(bodyOf(response) as globalThis.ReadableStream),
    stream: (response) => Readable.fromWeb(bodyOf(response)),
    lazy: (response) => Readable.fromWeb(bodyOf(response)).map((chunk: unknown) => chunk),
  },
  use: { ...webUses('body'), ...webUses('derived'), ...readableUses('stream'), ...readableUses('lazy') },
});
