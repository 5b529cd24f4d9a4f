/** Agents, pools and sessions that a function makes and that are never closed, and those that other code owns. */
import { testPairs, type Pair } from '../support/pairs.js';

const pairs: readonly Pair[] = [
  {
    name: 'an agent of undici for one call',
    broken: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  return res.text();
}`,
    clean: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    return await res.text();
  } finally {
    await agent.close();
  }
}`,
    report: {
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 28,
      message:
        'The agent made by `Agent` is never closed on the path of the `return` on line 5. Create one agent and share it, or close it (`await agent.close()`) after every body has been read. Each agent keeps its sockets until the idle time of the server ends.',
    },
  },
  {
    name: 'a guard that closes nothing',
    broken: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  await using _guard = { async [Symbol.asyncDispose]() { console.log(agent.closed); } };
  if (url === '') return null;
  return await (await fetch(url, { dispatcher: agent })).text();
}`,
    clean: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  await using _guard = { async [Symbol.asyncDispose]() { await agent.close(); } };
  if (url === '') return null;
  return await (await fetch(url, { dispatcher: agent })).text();
}`,
    report: {
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 28,
      message: /on the path of the `return` on line 5 and on the path of the `return` on line 6\./,
    },
  },
  {
    name: 'an agent made where it is used',
    broken: `import { Agent, fetch } from 'undici';
export const load = async (url) => (await fetch(url, { dispatcher: new Agent() })).text();`,
    clean: `import { Agent, fetch } from 'undici';
const dispatcher = new Agent();
export const load = async (url) => (await fetch(url, { dispatcher })).text();`,
    report: {
      line: 2,
      column: 68,
      endLine: 2,
      endColumn: 79,
      message: /^The agent made by `Agent` is never closed when it is dropped on line 2\./,
    },
  },
  {
    name: 'a throw between the agent and its close',
    broken: `import { Pool } from 'undici';
export async function load(origin, path) {
  const pool = new Pool(origin);
  const { statusCode, body } = await pool.request({ path, method: 'GET' });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(text);
  await pool.close();
  return text;
}`,
    clean: `import { Pool } from 'undici';
export async function load(origin, path) {
  const pool = new Pool(origin);
  const { statusCode, body } = await pool.request({ path, method: 'GET' });
  const text = await body.text();
  await pool.close();
  if (statusCode !== 200) throw new Error(text);
  return text;
}`,
    report: {
      line: 3,
      column: 16,
      endLine: 3,
      endColumn: 32,
      message: /^The agent made by `Pool` is never closed on the path of the `throw` on line 6\./,
    },
  },
  {
    name: 'an agent for every turn of a loop',
    broken: `import { Client } from 'undici';
export async function each(origins) {
  for (const origin of origins) {
    const client = new Client(origin);
    const { body } = await client.request({ path: '/', method: 'GET' });
    console.log(await body.text());
  }
}`,
    clean: `import { Client } from 'undici';
export async function each(origins) {
  for (const origin of origins) {
    const client = new Client(origin);
    const { body } = await client.request({ path: '/', method: 'GET' });
    console.log(await body.text());
    await client.close();
  }
}`,
    report: {
      line: 4,
      column: 20,
      endLine: 4,
      endColumn: 38,
      message: /^The agent made by `Client` is never closed by the end of the loop's body on line 7\./,
    },
  },
  {
    name: 'a keep-alive agent of node:http',
    broken: `import { Agent, get } from 'node:https';
export function load(url, done) {
  const agent = new Agent({ keepAlive: true });
  get(url, { agent }, (res) => res.resume().on('end', done));
}`,
    clean: `import { Agent, get } from 'node:https';
export function load(url, done) {
  const agent = new Agent();
  get(url, { agent }, (res) => res.resume().on('end', done));
}`,
    report: {
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 47,
      message:
        'The agent made by `Agent` is never closed by the end on line 5. Create one agent and share it, or destroy it (`agent.destroy()`). A keep-alive agent never closes its sockets.',
    },
  },
  {
    name: 'a keep-alive agent by require',
    broken: `const http = require('node:http');
module.exports = (url, done) => {
  const agent = new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume().on('end', done));
};`,
    clean: `const http = require('node:http');
module.exports = (url, done) => {
  const agent = new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume().on('end', () => {
    agent.destroy();
    done();
  }));
};`,
    report: {
      line: 3,
      column: 17,
      endLine: 3,
      endColumn: 52,
      message: /^The agent made by `Agent` is never closed by the end on line 5\./,
    },
  },
  {
    name: 'an agent that a test looks at, and one that it uses',
    broken: `import { Agent } from 'node:http';
import { expect } from 'vitest';
it('keeps alive', async () => {
  const agent = new Agent({ keepAlive: true });
  await ask({ agent });
  expect(agent.maxSockets).toBe(Infinity);
});
async function ask({ agent }) {
  agent.maxSockets += 1;
}`,
    clean: `import { Agent } from 'node:http';
import { expect } from 'vitest';
it('keeps alive', async () => {
  const agent = new Agent({ keepAlive: true });
  expect(agent).toBeInstanceOf(Agent);
  expect(agent.maxSockets).toBe(Infinity);
  expect(new Agent({ keepAlive: true }).maxSockets).toBe(Infinity);
});`,
    report: {
      line: 4,
      column: 17,
      endLine: 4,
      endColumn: 47,
      message: /^The agent made by `Agent` is never closed by the end on line 7\./,
    },
  },
  {
    name: 'a session that a test merely looks at is connected all the same',
    broken: `import { connect } from 'node:http2';
import { expect } from 'vitest';
it('connects', () => {
  const session = connect('http://localhost');
  expect(session.closed).toBe(false);
});`,
    clean: `import { connect } from 'node:http2';
import { expect } from 'vitest';
it('connects', () => {
  const session = connect('http://localhost');
  expect(session.closed).toBe(false);
  session.close();
});`,
    report: {
      line: 4,
      column: 19,
      endLine: 4,
      endColumn: 46,
      message: /^The agent made by `http2.connect` is never closed/,
    },
  },
  {
    name: 'a session of HTTP/2',
    broken: `import { connect } from 'node:http2';
export function load(origin, done) {
  const session = connect(origin);
  session.request({ ':path': '/' }).resume().on('end', done);
}`,
    clean: `import { connect } from 'node:http2';
export function load(origin, done) {
  const session = connect(origin);
  session.request({ ':path': '/' }).resume().on('end', () => {
    session.close();
    done();
  });
}`,
    report: {
      line: 3,
      column: 19,
      endLine: 3,
      endColumn: 34,
      message:
        'The agent made by `http2.connect` is never closed by the end on line 5. Close the session (`session.close()`) or destroy it on every path. An open session keeps the process alive.',
    },
  },
  {
    name: 'an agent closed by a listener of errors only',
    broken: `import { connect } from 'node:http2';
export function load(origin) {
  const session = connect(origin);
  session.on('error', () => session.destroy());
  session.request({ ':path': '/' }).resume();
}`,
    clean: `import { connect } from 'node:http2';
export function load(origin) {
  const session = connect(origin);
  session.on('error', () => session.destroy());
  session.request({ ':path': '/' }).resume().on('close', () => session.close());
}`,
    report: {
      line: 3,
      column: 19,
      endLine: 3,
      endColumn: 34,
      message: /^The agent made by `http2\.connect` is never closed by the end on line 6\./,
    },
  },
  {
    name: 'a factory whose result is not closed',
    broken: `import { Agent, fetch } from 'undici';
const agentFor = (timeout) => new Agent({ bodyTimeout: timeout });
export async function load(url) {
  const agent = agentFor(1000);
  return (await fetch(url, { dispatcher: agent })).text();
}`,
    clean: `import { Agent, fetch } from 'undici';
const agentFor = (timeout) => new Agent({ bodyTimeout: timeout });
export async function load(url) {
  const agent = agentFor(1000);
  const text = await (await fetch(url, { dispatcher: agent })).text();
  await agent.close();
  return text;
}`,
    report: {
      line: 4,
      column: 17,
      endLine: 4,
      endColumn: 31,
      message: /^The agent made by `Agent` is never closed on the path of the `return` on line 5\./,
    },
  },
  {
    name: 'an agent that a helper only uses',
    broken: `import { Agent, request } from 'undici';
async function size(url, dispatcher) {
  const { body } = await request(url, { dispatcher });
  return (await body.text()).length;
}
export async function load(url) {
  const agent = new Agent();
  return size(url, agent);
}`,
    clean: `import { Agent, request } from 'undici';
async function size(url, dispatcher) {
  const { body } = await request(url, { dispatcher });
  const { length } = await body.text();
  await dispatcher.close();
  return length;
}
export async function load(url) {
  const agent = new Agent();
  return size(url, agent);
}`,
    report: {
      line: 7,
      column: 17,
      endLine: 7,
      endColumn: 28,
      message: /^The agent made by `Agent` is never closed on the path of the `return` on line 8\./,
    },
  },
  {
    name: 'a choice of two agents in one line',
    broken: `import http from 'node:http';
import https from 'node:https';
export function load(url, secure, send) {
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume());
}`,
    clean: `import http from 'node:http';
import https from 'node:https';
export function load(url, secure, send) {
  const agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
  http.get(url, { agent }, (res) => res.resume().on('end', () => agent.destroy()));
}`,
    report: {
      line: 4,
      column: 26,
      endLine: 4,
      endColumn: 62,
      message: /^The agent made by `Agent` is never closed by the end on line 6\./,
    },
  },
  {
    name: 'an overwritten agent',
    broken: `import { Agent, setGlobalDispatcher } from 'undici';
export function configure(proxies) {
  let agent = new Agent();
  if (proxies) agent = new Agent({ connections: 8 });
  setGlobalDispatcher(agent);
}`,
    clean: `import { Agent, setGlobalDispatcher } from 'undici';
export function configure(proxies) {
  const agent = proxies ? new Agent({ connections: 8 }) : new Agent();
  setGlobalDispatcher(agent);
}`,
    report: {
      line: 3,
      column: 15,
      endLine: 3,
      endColumn: 26,
      message:
        /^The agent made by `Agent` is never closed when the last variable that holds it is overwritten on line 4\./,
    },
  },
  {
    name: 'a factory of another file',
    typed: true,
    broken: `import { request } from 'undici';
import { makeAgent } from './support/agents.js';
export async function load(url: string) {
  const { body } = await request(url, { dispatcher: makeAgent() });
  return body.text();
}`,
    clean: `import { request } from 'undici';
import { sharedAgent } from './support/agents.js';
export async function load(url: string) {
  const { body } = await request(url, { dispatcher: sharedAgent });
  return body.text();
}`,
    report: {
      line: 4,
      column: 53,
      endLine: 4,
      endColumn: 64,
      message: /^The agent made by `Agent` is never closed when it is dropped on line 4\./,
    },
  },
];

const silent = {
  'one agent for the module': `import { Agent } from 'undici';
export const agent = new Agent({ connections: 10 });`,
  'an agent that is returned': `import { Agent } from 'undici';
export const agentFor = (connections) => new Agent({ connections });`,
  'an agent that the caller keeps': `import { Agent } from 'undici';
export function fill(pool) {
  pool.push(new Agent());
}`,
  'an agent that becomes the global one': `import { Agent, setGlobalDispatcher } from 'undici';
export function configure() {
  setGlobalDispatcher(new Agent({ keepAliveTimeout: 10 }));
}`,
  'a session that may end with the process': `import { connect } from 'node:http2';
export function ping(origin) {
  const session = connect(origin);
  session.unref();
}`,
  'a class of the same name': `class Agent {}
export const load = () => {
  const agent = new Agent();
  return agent.name;
};`,
  'an agent that the functions of a client work with': `import { Agent } from 'undici';
import { Transport } from 'some-client';
export function connect(url) {
  const agent = new Agent();
  const options = { fetch: (target, init) => fetch(target, { ...init, dispatcher: agent }) };
  return new Transport(url, options);
}`,
  'an agent in the options of a factory': `import { Agent } from 'undici';
import { createClient } from 'some-client';
export async function connect(url) {
  const agent = new Agent();
  return createClient({ url, fetch: (target, init) => fetch(target, { ...init, dispatcher: agent }) });
}`,
};

testPairs('no-unclosed-agent', pairs, silent);
