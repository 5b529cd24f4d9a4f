/** Agents that a class keeps in a field which no method closes, or which a method overwrites. */
import { testPairs, type Pair } from '../support/pairs.js';

const pairs: readonly Pair[] = [
  {
    name: 'a field of an instance that its maker only calls, unless the module runs the maker once',
    broken: `import { Pool } from 'undici';
class Api {
  constructor(origin) {
    this.pool = new Pool(origin);
  }
  async load(path) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
}
export async function load(origin, path) {
  const api = new Api(origin);
  return api.load(path);
}`,
    clean: `import { Pool } from 'undici';
class Api {
  constructor(origin) {
    this.pool = new Pool(origin);
  }
  async load(path) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
}
async function main(origin, path) {
  const api = new Api(origin);
  return api.load(path);
}
main('http://localhost', '/');`,
    report: {
      line: 4,
      column: 17,
      endLine: 4,
      endColumn: 33,
      message:
        'The agent made by `Pool` is never closed by any method of the class that stores it on line 4. Create one agent and share it, or close it (`await agent.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
    },
  },
  {
    name: 'a field of an instance that its maker only calls, unless a method gives the instance itself',
    broken: `import { Pool } from 'undici';
class Api {
  constructor(origin) {
    this.pool = new Pool(origin);
  }
  async load(path) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
}
export async function load(origin, path) {
  const api = new Api(origin);
  return api.load(path);
}`,
    clean: `import { Pool } from 'undici';
class Api {
  constructor(origin) {
    this.pool = new Pool(origin);
  }
  self() {
    return this;
  }
  async load(path) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
}
export async function load(origin, path) {
  const api = new Api(origin);
  const text = await api.load(path);
  await api.self().pool.close();
  return text;
}`,
    report: {
      line: 4,
      column: 17,
      endLine: 4,
      endColumn: 33,
      message:
        'The agent made by `Pool` is never closed by any method of the class that stores it on line 4. Create one agent and share it, or close it (`await agent.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
    },
  },
  {
    name: 'a private field that no method closes',
    broken: `import { Pool } from 'undici';
class Api {
  #pool;
  constructor(origin) {
    this.#pool = new Pool(origin);
  }
  async load(path) {
    const { body } = await this.#pool.request({ path, method: 'GET' });
    return body.text();
  }
}
export const load = (origin, path) => new Api(origin).load(path);`,
    clean: `import { Pool } from 'undici';
class Api {
  #pool;
  constructor(origin) {
    this.#pool = new Pool(origin);
  }
  async load(path) {
    const { body } = await this.#pool.request({ path, method: 'GET' });
    return body.text();
  }
  close() {
    return this.#pool.close();
  }
}
export const load = (origin, path) => new Api(origin).load(path);`,
    report: {
      line: 5,
      column: 18,
      endLine: 5,
      endColumn: 34,
      message:
        'The agent made by `Pool` is never closed by any method of the class that stores it on line 5. Create one agent and share it, or close it (`await agent.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
    },
  },
  {
    name: 'a field lent to requests only',
    broken: `import { Agent, request } from 'undici';
class Api {
  #agent;
  constructor() {
    this.#agent = new Agent();
  }
  async load(url) {
    const { body } = await request(url, { dispatcher: this.#agent });
    return body.text();
  }
}
export const load = (url) => new Api().load(url);`,
    clean: `import { Agent, request } from 'undici';
class Api {
  #agent;
  constructor() {
    this.#agent = new Agent();
  }
  async load(url) {
    const { body } = await request(url, { dispatcher: this.#agent });
    return body.text();
  }
}
export const api = new Api();`,
    report: {
      line: 5,
      column: 19,
      endLine: 5,
      endColumn: 30,
      message: /^The agent made by `Agent` is never closed by any method of the class that stores it on line 5\./,
    },
  },
  {
    name: 'an agent of a hook',
    broken: `import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, it } from 'node:test';
describe('the server', () => {
  let agent;
  let count = 0;
  beforeEach(() => {
    agent = new Agent({ pipelining: 2 });
  });
  afterEach(() => {
    count += 1;
  });
  it('answers', async () => {
    const { body } = await request('http://localhost', { dispatcher: agent });
    await body.dump();
  });
});`,
    clean: `import { Agent, request } from 'undici';
import { afterEach, beforeEach, describe, it } from 'node:test';
describe('the server', () => {
  let agent;
  beforeEach(() => {
    agent = new Agent({ pipelining: 2 });
  });
  afterEach(() => agent.close());
  it('answers', async () => {
    const { body } = await request('http://localhost', { dispatcher: agent });
    await body.dump();
  });
});`,
    report: {
      line: 7,
      column: 13,
      endLine: 7,
      endColumn: 41,
      message:
        'The agent made by `Agent` is never closed by any `after` hook of the tests for which it is made on line 7. Create one agent and share it, or close it (`await agent.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
    },
  },
  {
    name: 'a session of a hook',
    broken: `import http2 from 'node:http2';
let session;
before(() => {
  session = http2.connect('http://localhost');
});
it('answers', (done) => {
  session.request({ ':path': '/' }).on('end', done).resume();
});`,
    clean: `import http2 from 'node:http2';
let session;
before(() => {
  session = http2.connect('http://localhost');
});
after(() => session.close());
it('answers', (done) => {
  session.request({ ':path': '/' }).on('end', done).resume();
});`,
    report: {
      line: 4,
      column: 13,
      endLine: 4,
      endColumn: 46,
      message:
        /^The agent made by `http2\.connect` is never closed by any `after` hook of the tests for which it is made on line 4\./,
    },
  },
  {
    name: 'a variable of the module that a function replaces',
    broken: `import { Agent, fetch } from 'undici';
let agent = new Agent();
export function configure(connections) {
  agent = new Agent({ connections });
}
export const load = async (url) => (await fetch(url, { dispatcher: agent })).text();`,
    clean: `import { Agent, fetch } from 'undici';
let agent = new Agent();
export function configure(connections) {
  void agent.close();
  agent = new Agent({ connections });
}
export const load = async (url) => (await fetch(url, { dispatcher: agent })).text();`,
    report: {
      line: 4,
      column: 11,
      endLine: 4,
      endColumn: 37,
      message:
        /^The agent made by `Agent` is never closed when the last variable that holds it is overwritten on line 4\./,
    },
  },
  {
    name: 'a variable of the module that one function alone uses',
    broken: `import { Agent, fetch } from 'undici';
let agent;
export async function load(url) {
  agent = new Agent();
  return (await fetch(url, { dispatcher: agent })).text();
}`,
    clean: `import { Agent, fetch } from 'undici';
let agent;
export async function load(url) {
  agent ??= new Agent();
  return (await fetch(url, { dispatcher: agent })).text();
}`,
    report: {
      line: 4,
      column: 11,
      endLine: 4,
      endColumn: 22,
      message: /^The agent made by `Agent` is never closed on the path of the `return` on line 5\./,
    },
  },
  {
    name: 'a field that a method replaces',
    broken: `import { Agent } from 'undici';
export class Api {
  constructor() {
    this.agent = new Agent();
  }
  configure(connections) {
    this.agent = new Agent({ connections });
  }
  close() {
    return this.agent.close();
  }
}`,
    clean: `import { Agent } from 'undici';
export class Api {
  constructor() {
    this.agent = new Agent();
  }
  async configure(connections) {
    await this.agent.close();
    this.agent = new Agent({ connections });
  }
  close() {
    return this.agent.close();
  }
}`,
    report: {
      line: 7,
      column: 18,
      endLine: 7,
      endColumn: 44,
      message:
        /^The agent made by `Agent` is never closed when the last variable that holds it is overwritten on line 7\./,
    },
  },
  {
    name: 'an initialised field that a method replaces',
    broken: `import { Client } from 'undici';
export class Api {
  client = new Client('http://localhost');
  retry() {
    this.client = new Client('http://localhost');
  }
}`,
    clean: `import { Client } from 'undici';
export class Api {
  client = new Client('http://localhost');
  retry() {
    const old = this.client;
    this.client = new Client('http://localhost');
    return old.close();
  }
}`,
    report: {
      line: 5,
      column: 19,
      endLine: 5,
      endColumn: 49,
      message:
        /^The agent made by `Client` is never closed when the last variable that holds it is overwritten on line 5\./,
    },
  },
  {
    name: 'a private field of TypeScript',
    typed: true,
    broken: `import { Pool } from 'undici';
class Api {
  private readonly pool: Pool;
  constructor(origin: string) {
    this.pool = new Pool(origin);
  }
  async load(path: string) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
}
export const load = (origin: string, path: string) => new Api(origin).load(path);`,
    clean: `import { Pool } from 'undici';
class Api {
  private readonly pool: Pool;
  constructor(origin: string) {
    this.pool = new Pool(origin);
  }
  async load(path: string) {
    const { body } = await this.pool.request({ path, method: 'GET' });
    return body.text();
  }
  async [Symbol.asyncDispose]() {
    await this.pool.close();
  }
}
export const load = (origin: string, path: string) => new Api(origin).load(path);`,
    report: {
      line: 5,
      column: 17,
      endLine: 5,
      endColumn: 33,
      message: /^The agent made by `Pool` is never closed by any method of the class that stores it on line 5\./,
    },
  },
];

const silent = {
  'a field that an exported class leaves to others': `import { Agent } from 'undici';
export class Api {
  constructor() {
    this.agent = new Agent();
  }
}`,
  'a field of a class that extends another': `import { Agent } from 'undici';
import { Base } from './base.js';
class Api extends Base {
  #agent = null;
  constructor() {
    super();
    this.#agent = new Agent();
  }
}
export const load = () => new Api();`,
  'a field whose agent goes out': `import { Agent } from 'undici';
class Api {
  #agent;
  constructor() {
    this.#agent = new Agent();
  }
  get agent() {
    return this.#agent;
  }
}
export const load = () => new Api();`,
  'a replaced field that was taken out of `this` before': `import { Agent } from 'undici';
export class Api {
  agent = new Agent();
  configure(connections) {
    const { agent } = this;
    this.agent = new Agent({ connections });
    return agent.close();
  }
}`,
  'a replaced field that another method closes first': `import { Agent } from 'undici';
export class Api {
  agent = new Agent();
  configure(connections) {
    this.stop();
    this.agent = new Agent({ connections });
  }
  stop() {
    void this.agent.close();
  }
}`,
  'a private field of a class that hands itself out': `import { Agent } from 'undici';
class Api {
  #agent;
  constructor(registry) {
    this.#agent = new Agent();
    registry.add(this);
  }
}
export const make = (registry) => new Api(registry);`,
  'a private session that may end with the process': `import { connect } from 'node:http2';
class Api {
  #session;
  constructor(origin) {
    this.#session = connect(origin);
    this.#session.unref();
  }
  load(path) {
    return this.#session.request({ ':path': path }).resume();
  }
}
export const load = (origin, path) => new Api(origin).load(path);`,
  'a variable of the module that another function closes first': `import { Agent, fetch } from 'undici';
let agent = new Agent();
const stop = () => agent.close();
export async function configure(connections) {
  await stop();
  agent = new Agent({ connections });
}
export const load = async (url) => (await fetch(url, { dispatcher: agent })).text();`,
  'an agent of a hook that is passed to unknown code': `import { Agent } from 'undici';
import { createClient } from './client.js';
let agent;
beforeEach(() => {
  agent = new Agent();
});
it('works', () => createClient({ agent }).ping());`,
  'an agent of a hook that is the global one': `import { Agent, setGlobalDispatcher } from 'undici';
let agent;
beforeAll(() => {
  agent = new Agent();
  setGlobalDispatcher(agent);
});`,
  'an agent of a hook that the hook itself closes': `import { Agent, fetch } from 'undici';
let agent;
before(async () => {
  agent = new Agent();
  await (await fetch('http://localhost', { dispatcher: agent })).text();
  await agent.close();
});`,
  'a variable that is filled once': `import { Agent, fetch } from 'undici';
let agent;
export function start() {
  agent = new Agent();
}
export const load = async (url) => (await fetch(url, { dispatcher: agent })).text();`,
  'a variable of the module that is closed elsewhere': `import { Agent, fetch } from 'undici';
let agent;
export async function start(url) {
  agent = new Agent();
  await fetch(url, { dispatcher: agent }).then((res) => res.text());
}
export const stop = () => agent.close();`,
};

testPairs('no-unclosed-agent', pairs, silent);
