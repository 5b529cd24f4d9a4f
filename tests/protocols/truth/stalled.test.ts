/**
 * A server that sends the beginning of a body and then nothing: a release form says that it `waits` exactly if its promise does not settle
 * there, so that no repair awaits it.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import nodeFetch from 'node-fetch';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReleaseForm } from '../../../src/protocols/protocol.js';
import {
  releaseBody,
  releaseData,
  releaseDataBody,
  releaseDerived,
  releaseIterator,
  releaseNodeFetch,
  releaseReader,
  releaseResponse,
} from '../../../src/protocols/releases.js';
import { ignore } from './claims.js';

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer((_, response) => void response.on('error', ignore).write('a beginning'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const bodyOf = async (): Promise<ReadableStream<Uint8Array>> => (await fetch(url)).body!;
const dataOf = async (): Promise<Awaited<ReturnType<typeof request>>> => {
  const data = await request(url);
  data.body.on('error', ignore);
  return data;
};

async function beingRead(): Promise<object> {
  const reader = (await bodyOf()).getReader();
  await reader.read();
  reader.read().catch(ignore);
  return reader;
}

async function beingIterated(body: AsyncIterable<unknown>): Promise<object> {
  const iterator = body[Symbol.asyncIterator]();
  await iterator.next();
  iterator.next().catch(ignore);
  return iterator;
}

it.each<[string, ReleaseForm, () => Promise<object>]>([
  ['fetch, cancel', releaseResponse.cancel, () => fetch(url)],
  ['fetch, drain', releaseResponse.drain, () => fetch(url)],
  ['the body of fetch', releaseBody.cancel, bodyOf],
  ['a derived stream', releaseDerived.cancel, async () => (await bodyOf()).pipeThrough(new TransformStream())],
  ['a reader that is reading', releaseReader.cancel, beingRead],
  ['a web iterator that is reading', releaseIterator.cancel, async () => beingIterated(await bodyOf())],
  ['a Node iterator that is reading', releaseIterator.cancel, async () => beingIterated((await dataOf()).body)],
  ['undici, cancel', releaseData.cancel, dataOf],
  ['undici, drain', releaseData.drain, dataOf],
  ['the body of undici', releaseDataBody.cancel, async () => (await dataOf()).body],
  ['node-fetch, drain', releaseNodeFetch.drain, () => nodeFetch(url)],
])('%s', async (_, form, receiver) => {
  const released = await releaseBy(form, await receiver());
  expect(released).toBe(form.waits === true ? 'waits' : 'settles');
});

/** Calls what the form calls, and waits a little for what it gives. */
async function releaseBy({ call }: ReleaseForm, receiver: object): Promise<'settles' | 'waits'> {
  const methods = call.map(({ name }) => name);
  const method = methods.pop()!;
  const owner = methods.reduce((at, name) => Reflect.get(at, name) as object, receiver);
  const given = Promise.resolve(Reflect.apply(Reflect.get(owner, method) as () => unknown, owner, []));
  given.catch(ignore);
  const late = new Promise<'waits'>((resolve) => setTimeout(resolve, 300, 'waits'));
  return Promise.race([given.then(() => 'settles' as const), late]);
}
