/** Agents that are closed under a response which leaves the function, and those that are closed in time. */
import { testPairs, type Pair } from '../support/pairs.js';

const pairs: readonly Pair[] = [
  {
    name: 'a close in finally under a returned response',
    broken: `import { Agent, fetch } from 'undici';
export async function open(url) {
  const agent = new Agent();
  try {
    return await fetch(url, { dispatcher: agent });
  } finally {
    await agent.close();
  }
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
      line: 7,
      column: 11,
      endLine: 7,
      endColumn: 24,
      message:
        'This closes the agent of `undici.fetch` before the response that leaves the function on line 5 has been read. So `close()` never resolves, or `destroy()` makes the read fail. Read the body before the agent is closed, or close the agent in the code that reads the body.',
    },
  },
  {
    name: 'a read that is returned without await, and an agent that finally destroys',
    broken: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    return res.ok ? res.json().then(({ id }) => id) : null;
  } finally {
    await agent.destroy();
  }
}`,
    clean: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    return res.ok ? await res.json().then(({ id }) => id) : null;
  } finally {
    await agent.destroy();
  }
}`,
    report: {
      line: 8,
      column: 11,
      endLine: 8,
      endColumn: 26,
      message:
        'This destroys the agent of `undici.fetch` before the read that the function returns on line 6 has ended, so the read fails. Await the read before the agent is destroyed (`return await …`), or close the agent: that waits for the read.',
    },
  },
  {
    name: 'a read that is returned without await, and an agent that finally closes',
    broken: `import { Client } from 'undici';
export async function load(origin) {
  const client = new Client(origin);
  try {
    const { body } = await client.request({ path: '/', method: 'GET' });
    return body.text();
  } finally {
    client.destroy();
  }
}`,
    clean: `import { Client } from 'undici';
export async function load(origin) {
  const client = new Client(origin);
  try {
    const { body } = await client.request({ path: '/', method: 'GET' });
    return body.text();
  } finally {
    await client.close();
  }
}`,
    report: { line: 8, column: 5, endLine: 8, endColumn: 21, message: /^This destroys the agent of `Client\.request`/ },
  },
  {
    name: 'a close that is waited for',
    broken: `import { Agent, fetch } from 'undici';
export async function open(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  await agent.close();
  return res;
}`,
    clean: `import { Agent, fetch } from 'undici';
export async function open(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  agent.close().catch(() => {});
  return res;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 22,
      message:
        /^This closes the agent of `undici\.fetch` before the response that leaves the function on line 6 has been read/,
    },
  },
  {
    name: 'a pool that is destroyed under the body',
    broken: `import { Pool } from 'undici';
export async function open(origin, path) {
  const pool = new Pool(origin);
  const { body } = await pool.request({ path, method: 'GET' });
  await pool.destroy();
  return body;
}`,
    clean: `import { Pool } from 'undici';
export async function open(origin, path) {
  const pool = new Pool(origin);
  const { body } = await pool.request({ path, method: 'GET' });
  const text = await body.text();
  await pool.destroy();
  return text;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 23,
      message:
        /^This closes the agent of `Pool\.request` before the response that leaves the function on line 6 has been read/,
    },
  },
  {
    name: 'only one status goes out unread',
    broken: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    if (res.ok) return await res.text();
    return res;
  } finally {
    await agent.close();
  }
}`,
    clean: `import { Agent, fetch } from 'undici';
export async function load(url) {
  const agent = new Agent();
  try {
    const res = await fetch(url, { dispatcher: agent });
    if (res.ok) return await res.text();
    throw new Error(await res.text());
  } finally {
    await agent.close();
  }
}`,
    report: {
      line: 9,
      column: 11,
      endLine: 9,
      endColumn: 24,
      message:
        /^This closes the agent of `undici\.fetch` before the response that leaves the function on line 7 has been read/,
    },
  },
  {
    name: 'a helper that closes',
    broken: `import { Agent, fetch } from 'undici';
async function shutDown(dispatcher) {
  await dispatcher.close();
}
export async function open(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  await shutDown(agent);
  return res;
}`,
    clean: `import { Agent, fetch } from 'undici';
async function shutDown(dispatcher) {
  await dispatcher.close();
}
export async function load(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  const text = await res.text();
  await shutDown(agent);
  return text;
}`,
    report: {
      line: 8,
      column: 9,
      endLine: 8,
      endColumn: 24,
      message:
        /^This closes the agent of `undici\.fetch` before the response that leaves the function on line 9 has been read/,
    },
  },
  {
    name: 'several responses at once',
    broken: `import { Pool } from 'undici';
export async function all(origin, paths) {
  const pool = new Pool(origin);
  try {
    return await Promise.all(paths.map((path) => pool.request({ path, method: 'GET' })));
  } finally {
    await pool.destroy();
  }
}`,
    clean: `import { Pool } from 'undici';
export async function all(origin, paths) {
  const pool = new Pool(origin);
  try {
    return await Promise.all(paths.map(async (path) => (await pool.request({ path, method: 'GET' })).body.text()));
  } finally {
    await pool.destroy();
  }
}`,
    report: {
      line: 7,
      column: 11,
      endLine: 7,
      endColumn: 25,
      message:
        /^This closes the agent of `Pool\.request` before the response that leaves the function on line 5 has been read/,
    },
  },
  {
    name: 'a session of HTTP/2 that is destroyed',
    broken: `import { once } from 'node:events';
import { connect } from 'node:http2';
export async function open(origin) {
  const session = connect(origin);
  const stream = session.request({ ':path': '/' });
  await once(stream, 'response');
  session.destroy();
  return stream;
}`,
    clean: `import { once } from 'node:events';
import { connect } from 'node:http2';
export async function open(origin) {
  const session = connect(origin);
  const stream = session.request({ ':path': '/' });
  await once(stream, 'response');
  session.close();
  return stream;
}`,
    report: {
      line: 7,
      column: 3,
      endLine: 7,
      endColumn: 20,
      message:
        /^This closes the agent of `http2\.request` before the response that leaves the function on line 8 has been read/,
    },
  },
  {
    name: 'a response stored while its agent goes',
    broken: `import { Agent, fetch } from 'undici';
export class Download {
  async start(url) {
    const agent = new Agent();
    this.response = await fetch(url, { dispatcher: agent });
    await agent.close();
  }
}`,
    clean: `import { Agent, fetch } from 'undici';
export class Download {
  async start(url) {
    const agent = new Agent();
    this.response = await fetch(url, { dispatcher: agent });
    this.agent = agent;
  }
}`,
    report: {
      line: 6,
      column: 11,
      endLine: 6,
      endColumn: 24,
      message:
        /^This closes the agent of `undici\.fetch` before the response that leaves the function on line 5 has been read/,
    },
  },
  {
    name: 'a body copied into a new response',
    broken: `import { Agent, fetch, Response } from 'undici';
export async function open(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  await agent.close();
  return new Response(res.body);
}`,
    clean: `import { Agent, fetch, Response } from 'undici';
export async function open(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  const copy = new Response(await res.arrayBuffer());
  await agent.close();
  return copy;
}`,
    report: {
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 22,
      message:
        /^This closes the agent of `undici\.fetch` before the response that leaves the function on line 6 has been read/,
    },
  },
  {
    name: 'an agent that is given',
    typed: true,
    broken: `import { type Client } from 'undici';
export async function open(client: Client, path: string) {
  const { body } = await client.request({ path, method: 'GET' });
  await client.destroy();
  return body;
}`,
    clean: `import { type Client } from 'undici';
export async function open(client: Client, path: string) {
  const { body } = await client.request({ path, method: 'GET' });
  const text = await body.text();
  await client.destroy();
  return text;
}`,
    report: {
      line: 4,
      column: 9,
      endLine: 4,
      endColumn: 25,
      message:
        /^This closes the agent of `Client\.request` before the response that leaves the function on line 5 has been read/,
    },
  },
];

const silent = {
  'a close that comes when the body has ended': `import { Client } from 'undici';
export async function open(origin, path) {
  const client = new Client(origin);
  const { body } = await client.request({ path, method: 'GET' });
  body.on('end', () => client.close());
  return body;
}`,
  'an agent of which no response goes out': `import { Agent, fetch } from 'undici';
export async function status(url) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher: agent });
  await agent.destroy();
  return res.status;
}`,
  'another agent': `import { Agent, fetch } from 'undici';
export async function open(url, dispatcher) {
  const agent = new Agent();
  const res = await fetch(url, { dispatcher });
  await agent.close();
  return res;
}`,
};

testPairs('no-premature-close', pairs, silent);
