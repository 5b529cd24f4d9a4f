import {
  Agent,
  BalancedPool,
  Client,
  EnvHttpProxyAgent,
  pipeline,
  Pool,
  ProxyAgent,
  request,
  RetryAgent,
  RoundRobinPool,
  type Dispatcher,
} from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpProtocol } from '../../../src/protocols/clients/http.js';
import { undiciPipelineProtocol, undiciProtocol } from '../../../src/protocols/clients/undici.js';
import { ignore, proveClient } from './claims.js';
import { TruthServer } from './server.js';
import { readableUses } from './uses.js';

/** The dispatchers that need no server of a kind of their own. */
const DISPATCHERS: Readonly<Record<string, (origin: string) => Dispatcher>> = {
  Agent: () => new Agent(),
  Client: (origin) => new Client(origin),
  Pool: (origin) => new Pool(origin),
  BalancedPool: (origin) => new BalancedPool(origin),
  RoundRobinPool: (origin) => new RoundRobinPool(origin),
  RetryAgent: () => new RetryAgent(new Agent()),
  ProxyAgent: (origin) => new ProxyAgent(origin),
  EnvHttpProxyAgent: () => new EnvHttpProxyAgent(),
};

/** Abstract; h2c; SOCKS. They inherit their methods from the abstract one, as the others do. */
const unproven = (method: string): string[] =>
  ['Dispatcher', 'H2CClient', 'Socks5ProxyAgent'].map((name) => `undici#${name}.${method}`);

const each = (
  method: string,
  call: (dispatcher: Dispatcher, options: Dispatcher.RequestOptions) => unknown,
): Record<string, (url: string) => unknown> =>
  Object.fromEntries(
    Object.entries(DISPATCHERS).map(([name, make]) => [
      `undici#${name}.${method}`,
      (url: string) => {
        const { origin, pathname, search } = new URL(url);
        return call(make(origin), { origin, path: pathname + search, method: 'GET' });
      },
    ]),
  );

type Data = Dispatcher.ResponseData;
const bodyOf = (data: object): Data['body'] => (data as Data).body;

proveClient({
  name: 'undici.request',
  protocol: undiciProtocol,
  acquire: {
    'undici:request': (url) => request(url),
    ...each('request', (dispatcher, options) => dispatcher.request(options)),
  },
  unproven: unproven('request'),
  reach: {
    body: bodyOf,
    web: (data) => bodyOf(data).body,
  },
  use: readableUses('body'),
  sharedWith: httpProtocol,
});

describe('a callback', () => {
  let server: TruthServer;
  beforeAll(async () => void (server = await TruthServer.start()));
  afterAll(() => server.close());

  const calls = Object.entries(each('request', (dispatcher, options) => dispatcher.request.bind(dispatcher, options)));
  type Callback = (error: Error | null, data: Partial<Data>) => void;
  type Asking = (callback: Callback) => unknown;
  const calledBack = (ask: Asking): Promise<Parameters<Callback>> =>
    new Promise((resolve) => void ask((...given) => resolve(given)));

  it.each([
    ...calls,
    [
      'undici:request',
      (url: string) => (callback: Callback) => Reflect.apply(request, undefined, [url, {}, callback]) as unknown,
    ] as const,
  ])('of %s is given the response, and its caller nothing', async (name, make) => {
    const [error, { statusCode, body }] = await calledBack((callback) =>
      expect((make(server.url(name)) as Asking)(callback)).toBeUndefined(),
    );
    expect([error, statusCode]).toEqual([null, 200]);
    body!.on('error', ignore).destroy();
  });

  it('is given no body where the request failed', async () => {
    const given = await calledBack((callback) =>
      new Client('http://127.0.0.1:1').request({ path: '/', method: 'GET' }, callback),
    );
    expect(given).toEqual([expect.any(Error), expect.not.objectContaining({ body: expect.anything() as unknown })]);
  });
});

/** The duplex, once the response has begun. */
function begun(
  make: (handler: (data: Dispatcher.PipelineHandlerData) => Data['body']) => NodeJS.ReadWriteStream,
): Promise<object> {
  return new Promise((resolve, reject) => {
    const duplex = make(({ body }) => {
      setImmediate(() => resolve(duplex));
      return body as Data['body'];
    });
    duplex.on('error', reject);
    duplex.end();
  });
}

proveClient({
  name: 'undici.pipeline',
  protocol: undiciPipelineProtocol,
  acquire: {
    'undici:pipeline': (url) => begun((handler) => pipeline(url, { method: 'GET' }, handler)),
    ...each('pipeline', (dispatcher, options) => begun((handler) => dispatcher.pipeline(options, handler))),
  },
  unproven: unproven('pipeline'),
  reach: {},
  use: readableUses('stream'),
  sharedWith: httpProtocol,
  absent: ['stream.write'],
});
