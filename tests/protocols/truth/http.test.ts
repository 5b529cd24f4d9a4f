import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { httpProtocol, type Handle } from '../../../src/protocols/index.js';
import { cancellationSources } from '../../../src/protocols/cancellation-sources.js';
import { ignore, proveClient } from './claims.js';
import { TruthServer } from './server.js';
import { readableUses, startedReturn } from './uses.js';

const answered = (
  make: (callback: (message: IncomingMessage) => void) => http.ClientRequest,
): Promise<IncomingMessage> => new Promise((resolve, reject) => make(resolve).on('error', reject).end());

proveClient({
  name: 'node:http',
  protocol: httpProtocol,
  acquire: {
    'node:http:get': (url) => answered((callback) => http.get(url, callback)),
    'node:http:request': async (url) => (await once(http.request(url).end(), 'response'))[0] as IncomingMessage,
  },
  // The same functions over TLS.
  unproven: ['node:https:get', 'node:https:request'],
  reach: {
    lazy: (message) => (message as IncomingMessage).map((chunk: unknown) => chunk),
    iterator: (message) => (message as IncomingMessage)[Symbol.asyncIterator](),
  },
  use: { ...readableUses('message'), ...readableUses('lazy'), 'iterator.return': startedReturn },
});

describe('properties that tell that no duty is left', () => {
  const named = ({ properties = {} }: Handle): string[] =>
    Object.keys(properties).filter((name) => properties[name] === 'ended');
  const truthy = (target: object, names: readonly string[]): string[] =>
    names.filter((name) => Boolean(Reflect.get(target, name)));

  it('is false while a body is open, and true once its request is destroyed', async () => {
    const server = await TruthServer.start();
    const req = http.get(server.url('levers'));
    const [message] = (await once(req, 'response')) as [IncomingMessage];
    const { socket } = message;
    const parts: readonly (readonly [object, Handle])[] = [
      [message, httpProtocol.handles['message']!],
      [req, cancellationSources['request']!],
      [socket, cancellationSources['socket']!],
    ];
    expect(parts.map(([target, handle]) => truthy(target, named(handle)))).toEqual([[], [], []]);
    message.on('error', ignore);
    req.on('error', ignore).destroy(new Error('enough'));
    await new Promise((resolve) => void message.on('close', resolve));
    for (const [target] of parts) expect(target).toHaveProperty('destroyed', true);
    expect(await server.fate('levers', 'closed')).toBe('closed');
    server.close();
  });
});
