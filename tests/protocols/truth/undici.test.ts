import { Agent, BalancedPool, Client, EnvHttpProxyAgent, pipeline, Pool, ProxyAgent, request, RetryAgent, RoundRobinPool, type Dispatcher } from 'undici';
import { httpProtocol, undiciPipelineProtocol, undiciProtocol } from '../../../src/protocols/node.js';
import { proveClient } from './claims.js';
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
const unproven = (method: string): string[] => ['Dispatcher', 'H2CClient', 'Socks5ProxyAgent'].map((name) => `undici#${name}.${method}`);

const each = (method: string, call: (dispatcher: Dispatcher, options: Dispatcher.RequestOptions) => unknown): Record<string, (url: string) => unknown> =>
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
  acquire: { 'undici:request': (url) => request(url), ...each('request', (dispatcher, options) => dispatcher.request(options)) },
  unproven: unproven('request'),
  reach: {
    body: bodyOf,
    web: (data) => bodyOf(data).body,
  },
  use: readableUses('body'),
  sharedWith: httpProtocol,
});

/** The duplex, once the response has begun. */
function begun(make: (handler: (data: Dispatcher.PipelineHandlerData) => Data['body']) => NodeJS.ReadWriteStream): Promise<object> {
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
