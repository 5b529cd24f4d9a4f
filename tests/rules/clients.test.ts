/** Clients of the protocol tables, each leak beside the clean twin that differs by what ends the duty. */
import { describe, expect, it } from 'vitest';
import { exempt } from '../../src/protocols/exempt.js';
import { protocols } from '../../src/protocols/index.js';
import { lint } from '../support/lint.js';

interface Twins {
  readonly client: string;
  readonly setup: string;
  /** The statements of an async function of `url`; the report is expected on its first line. */
  readonly leak: string;
  readonly clean: string;
}

const TWINS: readonly Twins[] = [
  {
    client: 'undici.pipeline',
    setup: `import { pipeline } from 'undici';`,
    leak: `const stream = pipeline(url, { method: 'GET' }, ({ body }) => body); stream.on('error', console.error); stream.end();`,
    clean: `const stream = pipeline(url, { method: 'GET' }, ({ body }) => body); stream.on('error', console.error); stream.end(); stream.resume();`,
  },
  {
    client: 'Pool.pipeline of undici',
    setup: `import { Pool } from 'undici'; const pool = new Pool('https://example.org');`,
    leak: `pool.pipeline({ path: '/', method: 'GET' }, ({ body }) => body).end();`,
    clean: `pool.pipeline({ path: '/', method: 'GET' }, ({ body }) => body).end().pipe(process.stdout);`,
  },
  {
    client: 'undici.request through an interceptor',
    setup: `import { Agent, interceptors, request } from 'undici'; const agent = new Agent(); const retrying = agent.compose(interceptors.retry()); const dumping = agent.compose(interceptors.dump());`,
    leak: `return (await request(url, { dispatcher: retrying })).statusCode;`,
    clean: `return (await request(url, { dispatcher: dumping })).statusCode;`,
  },
  {
    client: 'a Socks5ProxyAgent of undici',
    setup: `import { Socks5ProxyAgent } from 'undici'; const proxy = new Socks5ProxyAgent('socks5://localhost');`,
    leak: `const { statusCode } = await proxy.request({ origin: url, path: '/', method: 'GET' }); return statusCode;`,
    clean: `const { statusCode, body } = await proxy.request({ origin: url, path: '/', method: 'GET' }); await body.dump(); return statusCode;`,
  },
  {
    client: 'the web stream of undici.request',
    setup: `import { request } from 'undici';`,
    leak: `const { body } = await request(url); await body.body.cancel();`,
    clean: `const { body } = await request(url); for await (const part of body.body) console.log(part);`,
  },
  {
    client: 'a mapped body',
    setup: `import { request } from 'undici';`,
    leak: `const { body } = await request(url); const lines = body.map(String); lines.on('error', console.error);`,
    clean: `const { body } = await request(url); const lines = body.map(String); for await (const line of lines) console.log(line);`,
  },
  {
    client: 'a mapped body that is destroyed before it is read',
    setup: `import { request } from 'undici';`,
    leak: `const { body } = await request(url); body.map(String).destroy();`,
    clean: `const { body } = await request(url); body.map(String).resume();`,
  },
  {
    client: 'the end of a chain of wretch',
    setup: `import wretch from 'wretch'; const api = wretch('https://example.org').auth('token');`,
    leak: `const response = await api.url(url).get().notFound(() => undefined).res(); return response.status;`,
    clean: `const response = await api.url(url).get().notFound(() => undefined).res(); await response.text(); return response.status;`,
  },
  {
    client: 'wretch, which reads what a callback or another end of the chain asks for',
    setup: `import wretch from 'wretch'; const api = wretch('https://example.org');`,
    leak: `const response = await api.get(url).res(); return response.status + (await api.get(url).text());`,
    clean: `const status = await api.get(url).res((response) => response.text()); return status + (await api.head(url).res()).status;`,
  },
  {
    client: 'the information event',
    setup: `import { request } from 'node:http';`,
    leak: `const req = request(url, (res) => console.log(res.statusCode)); req.on('information', (info) => console.log(info.statusCode)); req.end();`,
    clean: `const req = request(url); req.on('information', (info) => console.log(info.statusCode)); req.end();`,
  },
  {
    client: 'the upgrade and connect events',
    setup: `import { request } from 'node:http';`,
    leak: `const req = request(url, (res) => console.log(res.statusCode)); req.on('upgrade', (res, socket) => socket.end()); req.end();`,
    clean: `const req = request(url); req.on('upgrade', (res, socket) => socket.end()); req.on('connect', (res, socket) => socket.end()); req.end();`,
  },
  {
    client: 'a stream of http2',
    setup: `import http2 from 'node:http2'; const session = http2.connect('https://example.org');`,
    leak: `const stream = session.request({ ':path': url }); stream.on('response', (headers) => console.log(headers[':status'])); stream.end();`,
    clean: `const stream = session.request({ ':path': url }); stream.on('response', (headers) => console.log(headers[':status'])); stream.end(); stream.resume();`,
  },
  {
    client: 'a stream of http2 whose headers are looked at',
    setup: `import http2 from 'node:http2'; const session = http2.connect('https://example.org');`,
    leak: `const stream = session.request({ ':path': url }); stream.on('response', (headers) => { if (!headers) stream.resume(); });`,
    clean: `const stream = session.request({ ':path': url }); stream.on('response', (headers) => { if (!headers) stream.destroy(); else stream.resume(); });`,
  },
  {
    client: 'fetch of zx',
    setup: `import { fetch } from 'zx';`,
    leak: `const res = await fetch(url); return res.ok;`,
    clean: `const res = await fetch(url); return res.text();`,
  },
  {
    client: 'fetch of Electron',
    setup: `import { net } from 'electron';`,
    leak: `const res = await net.fetch(url); return res.ok;`,
    clean: `const res = await net.fetch(url); return res.text();`,
  },
  {
    client: 'fetch of a session of Electron',
    setup: `import { session } from 'electron';`,
    leak: `const res = await session.defaultSession.fetch(url); return res.ok;`,
    clean: `const res = await session.defaultSession.fetch(url); return res.json();`,
  },
  {
    client: 'a stream of http2 that is closed',
    setup: `import { connect } from 'node:http2'; const session = connect('https://example.org');`,
    leak: `const stream = session.request({ ':path': url }); stream.close();`,
    clean: `const stream = session.request({ ':path': url }); stream.destroy();`,
  },
  {
    client: 'http2 and HEAD',
    setup: `import { connect } from 'node:http2'; const session = connect('https://example.org');`,
    leak: `session.request({ ':path': url, ':method': 'GET' }).end();`,
    clean: `session.request({ ':path': url, ':method': 'HEAD' }).end();`,
  },
  {
    client: 'http2 and a method that is chosen',
    setup: `import { connect } from 'node:http2'; const session = connect('https://example.org');`,
    leak: `const stream = session.request({ ':path': url, ':method': url ? 'HEAD' : 'GET' }); if (!url) return; stream.resume();`,
    clean: `const stream = session.request({ ':path': url, ':method': url ? 'HEAD' : 'GET' }); if (url) return; stream.resume();`,
  },
  {
    client: 'node-fetch 2 and 3',
    setup: `import fetch from 'node-fetch';`,
    leak: `const res = await fetch(url); if (!res.ok) throw new Error('failed'); return res.json();`,
    clean: `const res = await fetch(url); if (!res.ok) { res.body.resume(); throw new Error('failed'); } return res.json();`,
  },
  {
    client: 'an instance of axios',
    setup: `import axios from 'axios'; const files = axios.create({ responseType: 'stream' });`,
    leak: `const { status, data } = await files.get(url); if (status === 206) throw new Error('partial'); data.pipe(process.stdout);`,
    clean: `const { status, data } = await files.get(url); if (status === 206) { data.destroy(); throw new Error('partial'); } data.pipe(process.stdout);`,
  },
  {
    client: 'axios.request',
    setup: `import axios from 'axios';`,
    leak: `const { headers } = await axios.request({ url, responseType: 'stream' }); return headers;`,
    clean: `const { headers } = await axios.request({ url, responseType: 'arraybuffer' }); return headers;`,
  },
  {
    client: 'got with isStream',
    setup: `import got from 'got';`,
    leak: `const stream = got(url, { isStream: true }); stream.on('response', (res) => console.log(res.statusCode));`,
    clean: `const stream = got(url, { isStream: true }); stream.on('response', (res) => console.log(res.statusCode)); stream.resume();`,
  },
  {
    client: 'an extended got',
    setup: `import got from 'got'; const streaming = got.extend({ isStream: true }); const plain = got.extend({ retry: { limit: 0 } });`,
    leak: `streaming.get(url).on('error', console.error);`,
    clean: `console.log((await plain.get(url)).statusCode);`,
  },
  {
    client: 'got.stream.post',
    setup: `import got from 'got';`,
    leak: `const stream = got.stream.post(url, { json: {} }); stream.once('response', console.log);`,
    clean: `const stream = got.stream.post(url, { json: {} }); for await (const part of stream) console.log(part);`,
  },
  {
    client: 'ky',
    setup: `import ky from 'ky'; const api = ky.create({ prefixUrl: 'https://example.org' });`,
    leak: `const res = await api.post(url, { throwHttpErrors: false }); return res.ok;`,
    clean: `return api.post(url, { throwHttpErrors: false }).json();`,
  },
  {
    client: 'a needle stream',
    setup: `import needle from 'needle';`,
    leak: `const stream = needle.get(url, { compressed: true }); stream.on('header', (status) => console.log(status));`,
    clean: `const stream = needle.get(url, { compressed: true }); stream.on('header', (status) => console.log(status)); stream.pipe(process.stdout);`,
  },
  {
    client: 'needle with a callback',
    setup: `import needle from 'needle'; const report = (error, res) => console.log(error ?? res.statusCode);`,
    leak: `needle.post(url, 'a=1');`,
    clean: `needle.post(url, 'a=1', report);`,
  },
  {
    client: 'phin, whose response is its own stream',
    setup: `import phin from 'phin';`,
    leak: `const { statusCode, stream } = await phin({ url, stream: true }); if (statusCode !== 200) throw new Error('HTTP ' + statusCode); stream.pipe(process.stdout);`,
    clean: `const { statusCode, stream } = await phin({ url, stream: true }); if (statusCode !== 200) { stream.resume(); throw new Error('HTTP ' + statusCode); } stream.pipe(process.stdout);`,
  },
  {
    client: 'phin without a stream',
    setup: `const phin = require('phin');`,
    leak: `return (await phin({ url, stream: true })).headers;`,
    clean: `return (await phin({ url, parse: 'json' })).headers;`,
  },
  {
    client: 'phin with an answer that has no body',
    setup: `import phin from 'phin';`,
    leak: `return (await phin({ url, method: 'HEAD', stream: true })).headers;`,
    clean: `const res = await phin({ url, method: 'HEAD', stream: true }); res.destroy(); return res.headers;`,
  },
  {
    client: 'phin.unpromisified',
    setup: `import phin from 'phin';`,
    leak: `phin.unpromisified({ url, stream: true }, (error, res) => console.log(error ?? res.statusCode));`,
    clean: `phin.unpromisified({ url, stream: true }, (error, res) => { if (error) console.log(error); else res.resume(); });`,
  },
  {
    client: 'defaults of phin',
    setup: `import phin from 'phin'; const streaming = phin.defaults({ stream: true }); const whole = phin.defaults({ timeout: 500 });`,
    leak: `return (await streaming({ url })).statusCode;`,
    clean: `return (await whole({ url })).statusCode;`,
  },
  {
    client: 'an object of S3',
    setup: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
    leak: `const { ContentLength, Body } = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: url })); if (ContentLength > 1e6) throw new Error('too long'); return Body.transformToString();`,
    clean: `const { ContentLength, Body } = await s3.send(new GetObjectCommand({ Bucket: 'b', Key: url })); if (ContentLength > 1e6) { Body.destroy(); throw new Error('too long'); } return Body.transformToString();`,
  },
  {
    client: 'commands of S3',
    setup: `import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({}); const input = { Bucket: 'b', Key: 'k' };`,
    leak: `const found = await s3.send(new GetObjectCommand(input)); return found.ETag;`,
    clean: `const found = await s3.send(new HeadObjectCommand(input)); return found.ETag;`,
  },
  {
    client: 'an object of S3 by a client that is given from outside',
    setup: `import { GetObjectCommand } from '@aws-sdk/client-s3';`,
    leak: `const tag = async (s3) => { const found = await s3.send(new GetObjectCommand({ Key: url })); return found.ETag; }; return tag(url.client);`,
    clean: `const tag = async (s3) => { const found = await s3.send(new GetObjectCommand({ Key: url })); await found.Body?.transformToString(); return found.ETag; }; return tag(url.client);`,
  },
  {
    client: 'commands of S3 by a client that is given from outside',
    setup: `import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';`,
    leak: `const tag = async (s3) => (await s3.send(new GetObjectCommand({ Key: url }))).ETag; return tag(url.client);`,
    clean: `const tag = async (s3) => (await s3.send(new HeadObjectCommand({ Key: url }))).ETag; return tag(url.client);`,
  },
  {
    client: 'an object of S3 by a stand-in for its client',
    setup: `import { GetObjectCommand } from '@aws-sdk/client-s3';`,
    leak: `const tag = async (s3) => (await s3.send(new GetObjectCommand({ Key: url }))).ETag; return tag(url.client);`,
    clean: `const s3 = { send: async () => ({ ETag: 'a' }) }; return (await s3.send(new GetObjectCommand({ Key: url }))).ETag;`,
  },
  {
    client: 'the S3 of version 2 style',
    setup: `import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({});`,
    leak: `const object = await s3.getObject({ Bucket: 'b', Key: url }); return object.LastModified;`,
    clean: `const object = await s3.getObject({ Bucket: 'b', Key: url }); object.Body?.resume(); return object.LastModified;`,
  },
  {
    client: 'an object of S3 without a body',
    setup: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
    leak: `const { Body, ETag } = await s3.send(new GetObjectCommand({ Key: url })); if (Body) return ETag;`,
    clean: `const { Body, ETag } = await s3.send(new GetObjectCommand({ Key: url })); if (!Body) return ETag; return Body.transformToByteArray();`,
  },
  {
    client: 'an object of S3 that is asked for its class',
    setup: `import { Readable } from 'node:stream'; import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
    leak: `const { Body } = await s3.send(new GetObjectCommand({ Key: url })); if (Body instanceof Blob) return Body.text();`,
    clean: `const { Body } = await s3.send(new GetObjectCommand({ Key: url })); if (Body instanceof Readable) return Body.transformToByteArray();`,
  },
  {
    client: 'a body of node-fetch that is asked which kind of stream it is',
    setup: `import { Readable } from 'node:stream'; import fetch from 'node-fetch'; const close = (body) => { if (!body) return; if (body instanceof Readable) body.destroy(); else if (body instanceof ReadableStream) void body.cancel(); };`,
    leak: `const response = await fetch(url); if (response.body instanceof URLSearchParams) close(response.body); return response.status;`,
    clean: `const response = await fetch(url); close(response.body); return response.status;`,
  },
  {
    client: 'an object of S3 whose request is aborted',
    setup: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
    leak: `const controller = new AbortController(); const { ETag } = await s3.send(new GetObjectCommand({ Key: url })); controller.abort(); return ETag;`,
    clean: `const controller = new AbortController(); const { ETag } = await s3.send(new GetObjectCommand({ Key: url }), { abortSignal: controller.signal }); controller.abort(); return ETag;`,
  },
  {
    client: 'an object of S3 of which only its headers are wanted',
    setup: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});`,
    leak: `const object = await s3.send(new GetObjectCommand({ Key: url })); if (object.ETag === 'known') return null; return object.Body.transformToString();`,
    clean: `const object = await s3.send(new GetObjectCommand({ Key: url })); if (object.ETag === 'known') { await object.Body?.transformToByteArray(); return null; } return object.Body.transformToString();`,
  },
  {
    client: 'speech of Polly',
    setup: `import { Polly } from '@aws-sdk/client-polly'; const polly = new Polly({});`,
    leak: `const { AudioStream, ContentType } = await polly.synthesizeSpeech({ Text: url }); if (ContentType === 'text/plain') return; AudioStream.pipe(process.stdout);`,
    clean: `const { AudioStream, ContentType } = await polly.synthesizeSpeech({ Text: url }); if (ContentType === 'text/plain') { AudioStream.resume(); return; } AudioStream.pipe(process.stdout);`,
  },
  ...['get', 'del', 'options', 'head'].map((method) => ({
    client: `${method} of @actions/http-client`,
    setup: `import { HttpClient } from '@actions/http-client'; const client = new HttpClient('tool');`,
    leak: `const { message } = await client.${method}(url); return message.statusCode;`,
    clean: `const { message } = await client.${method}(url); message.resume(); return message.statusCode;`,
  })),
  ...[
    "post(url, '')",
    "put(url, '')",
    "patch(url, '')",
    "request('GET', url, null)",
    "sendStream('PUT', url, process.stdin)",
    'requestRaw(info, null)',
  ].map((call) => ({
    client: `${call} of @actions/http-client`,
    setup: `import * as http from '@actions/http-client'; const client = new http.HttpClient('tool'); const info = {};`,
    leak: `const response = await client.${call}; if (response.message.statusCode !== 200) throw new Error('failed'); return response.readBody();`,
    clean: `const response = await client.${call}; const text = await response.readBody(); if (response.message.statusCode !== 200) throw new Error(text); return text;`,
  })),
  {
    client: 'a client of @actions/http-client that is disposed of',
    setup: `import { HttpClient } from '@actions/http-client';`,
    leak: `const client = new HttpClient('tool'); return (await client.get(url)).message.headers;`,
    clean: `const client = new HttpClient('tool'); const { message } = await client.get(url); client.dispose(); return message.headers;`,
  },
  {
    client: 'typed-rest-client, and what reads by itself',
    setup: `import { HttpClient } from 'typed-rest-client/HttpClient'; import { RestClient } from 'typed-rest-client/RestClient'; const client = new HttpClient('tool'); const rest = new RestClient('tool');`,
    leak: `const { message } = await client.get(url); return message.statusCode;`,
    clean: `const { statusCode } = await rest.get(url); return statusCode;`,
  },
  {
    client: 'JSON of @actions/http-client',
    setup: `import { HttpClient } from '@actions/http-client'; const client = new HttpClient('tool');`,
    leak: `return (await client.post(url, '{}')).message.statusCode;`,
    clean: `return (await client.postJson(url, {})).statusCode;`,
  },
  ...['BlobClient', 'BlockBlobClient', 'AppendBlobClient', 'PageBlobClient'].map((name) => ({
    client: `${name} of Azure`,
    setup: `import { ${name} } from '@azure/storage-blob';`,
    leak: `const blob = new ${name}(url); const answer = await blob.download(); return answer.contentType;`,
    clean: `const blob = new ${name}(url); const answer = await blob.download(); for await (const part of answer.readableStreamBody) console.log(part); return answer.contentType;`,
  })),
  {
    client: 'a blob of Azure by way of its container',
    setup: `import { BlobServiceClient } from '@azure/storage-blob'; const service = BlobServiceClient.fromConnectionString('x'); const box = service.getContainerClient('box');`,
    leak: `const { readableStreamBody, contentLength } = await box.getBlobClient(url).getBlockBlobClient().withSnapshot('x').download(); if (contentLength > 1e6) return null; return readableStreamBody.pipe(process.stdout);`,
    clean: `const { readableStreamBody, contentLength } = await box.getBlobClient(url).getBlockBlobClient().withSnapshot('x').download(); if (contentLength > 1e6) { readableStreamBody?.resume(); return null; } return readableStreamBody.pipe(process.stdout);`,
  },
  {
    client: 'a blob of Azure whose stream may be missing',
    setup: `import { ContainerClient } from '@azure/storage-blob'; const box = new ContainerClient('x');`,
    leak: `const answer = await box.getBlobClient(url).download(); const body = answer.readableStreamBody; if (body) return answer.etag; return null;`,
    clean: `const answer = await box.getBlobClient(url).download(); const body = answer.readableStreamBody; if (!body) return null; for await (const part of body) console.log(part);`,
  },
  {
    client: 'a query of Azure, and its properties',
    setup: `import { BlockBlobClient } from '@azure/storage-blob';`,
    leak: `const blob = new BlockBlobClient(url); return (await blob.query('select * from BlobStorage')).etag;`,
    clean: `const blob = new BlockBlobClient(url); return (await blob.getProperties()).etag + (await blob.downloadToBuffer()).length;`,
  },
  {
    client: 'files of Azure',
    setup: `import { DataLakeFileClient } from '@azure/storage-file-datalake'; import { ShareFileClient } from '@azure/storage-file-share'; const lake = new DataLakeFileClient('x'); const share = new ShareFileClient('y');`,
    leak: `return [(await lake.read()).etag, url];`,
    clean: `(await lake.read()).readableStreamBody.resume(); (await share.download()).readableStreamBody.destroy(); return url;`,
  },
  {
    client: 'a file of an Azure share',
    setup: `import { ShareFileClient } from '@azure/storage-file-share'; const share = new ShareFileClient('y');`,
    leak: `const answer = await share.download(); if (!url) return null; return answer.readableStreamBody;`,
    clean: `const answer = await share.download(); if (!url) { answer.readableStreamBody?.destroy(); return null; } return answer.readableStreamBody;`,
  },
  {
    client: 'the pipeline of Azure',
    setup: `import { createDefaultHttpClient, createEmptyPipeline, createPipelineRequest } from '@azure/core-rest-pipeline'; const pipeline = createEmptyPipeline(); const client = createDefaultHttpClient();`,
    leak: `const request = createPipelineRequest({ url, streamResponseStatusCodes: new Set([200]) }); return (await pipeline.sendRequest(client, request)).status;`,
    clean: `const request = createPipelineRequest({ url }); return (await pipeline.sendRequest(client, request)).status;`,
  },
  {
    client: 'the HTTP client of Azure',
    setup: `import { createDefaultHttpClient, createPipelineRequest } from '@azure/core-rest-pipeline'; const client = createDefaultHttpClient();`,
    leak: `const response = await client.sendRequest(createPipelineRequest({ url, streamResponseStatusCodes: new Set([200]) })); return response.headers.get('etag');`,
    clean: `const response = await client.sendRequest(createPipelineRequest({ url, streamResponseStatusCodes: new Set([200]) })); response.readableStreamBody?.resume(); return response.headers.get('etag');`,
  },
  {
    client: 'gaxios',
    setup: `import { request } from 'gaxios';`,
    leak: `const res = await request({ url, responseType: 'stream' }); return res.status;`,
    clean: `const res = await request({ url }); return res.status;`,
  },
  {
    client: 'the instance of gaxios',
    setup: `import { instance } from 'gaxios';`,
    leak: `const { data, headers } = await instance.request({ url, responseType: 'stream' }); if (headers.get('etag')) return; data.pipe(process.stdout);`,
    clean: `const { data, headers } = await instance.request({ url, responseType: 'stream' }); if (headers.get('etag')) { data.resume(); return; } data.pipe(process.stdout);`,
  },
  {
    client: 'a Gaxios of its own',
    setup: `import { Gaxios } from 'gaxios'; const files = new Gaxios({ responseType: 'stream' });`,
    leak: `return (await files.request({ url })).headers;`,
    clean: `return (await files.request({ url })).text();`,
  },
  {
    client: 'fetch of gaxios',
    setup: `import { Gaxios } from 'gaxios'; const client = new Gaxios();`,
    leak: `return (await client.fetch(url, { responseType: 'stream' })).status;`,
    clean: `return (await client.fetch(url)).status;`,
  },
  {
    client: 'fetch of what needs no connection',
    setup: `const list = [];`,
    leak: `list.push((await fetch('https://localhost/' + url)).ok);`,
    clean: `list.push((await fetch('file:///x')).ok, (await fetch('data:text/plain,x')).ok, (await fetch(\`data:text/plain,\${url}\`)).ok);`,
  },
];

describe.each(TWINS)('$client', ({ setup, leak, clean }) => {
  const program = (body: string): string => `${setup}\nexport async function main(url) {\n${body}\n}`;

  it('leaks', () => expect(lint(program(leak), { parser: 'espree' }).map(({ line }) => line)).toEqual([3]));
  it('is clean', () => expect(lint(program(clean), { parser: 'espree' })).toEqual([]));
});

/** By `exempt.call`: code that reads nothing and owes nothing. */
const EXEMPT: Readonly<Record<string, string>> = {
  'cache.match(request)': `const cache = await caches.open('v1'); return (await cache.match(url))?.ok;`,
  'undici.stream(url, options, factory)': `await undici.stream(url, { method: 'GET' }, () => process.stdout);`,
  'undici.upgrade(url)': `const { socket } = await undici.upgrade(url); socket.write('hello');`,
  'undici.connect(url)': `const { socket } = await undici.connect(url); socket.write('hello');`,
  'undici.request(url, { dispatcher: agent.compose(interceptors.dump()) })': `return (await undici.request(url, { dispatcher: agent.compose(undici.interceptors.dump()) })).statusCode;`,
  'http.request(url)': `http.request(url).on('error', console.error).end();`,
  "req.on('information')": `http.request(url).on('information', (info) => console.log(info.statusCode)).end();`,
  "req.on('upgrade')": `http.request(url).on('upgrade', (res) => console.log(res.headers)).end();`,
  "req.on('connect')": `http.request(url).on('connect', (res) => console.log(res.statusCode)).end();`,
  'axios.get(url)': `return (await axios.get(url)).status;`,
  'ofetch(url)': `return ofetch(url);`,
  'got(url)': `return (await got(url)).statusCode;`,
  'superagent.get(url)': `return (await superagent.get(url)).status;`,
  'superagent.get(url).buffer(false)': `const response = await superagent.get(url).buffer(false); return response.status;`,
  'superagent.get(url).pipe(writable)': `superagent.get(url).pipe(process.stdout);`,
  'needle.get(url, callback)': `needle.get(url, (error, res) => console.log(res.statusCode));`,
  "needle('get', url)": `return (await needle('get', url)).statusCode;`,
  'phin(url)': `return (await phin(url)).statusCode;`,
};

const AGENTS = protocols
  .filter(({ resource }) => resource === 'agent')
  .flatMap(({ acquire, handles, root }) =>
    acquire
      .filter(({ call }) => call.startsWith('new '))
      .map(({ call }) => [call.slice('new '.length), handles[root]!.release!.cancel.call[0]!.name] as const),
  );

describe.each(AGENTS)('new %s', (name, end) => {
  const at = name.lastIndexOf(':');
  const setup = `import ${name.slice(at + 1) ? `{ ${name.slice(at + 1)} as Made }` : 'Made'} from '${name.slice(0, at)}';\nimport { get } from './api.js';`;
  const made = (body: string): string =>
    `${setup}\nexport async function load(url) {\nconst agent = new Made(url, { keepAlive: true, 'grpc.use_local_subchannel_pool': 1 });\n${body}\n}`;
  const linted = (code: string): unknown[] =>
    lint(code, { parser: 'espree', rule: 'no-unclosed-agent' }).map(({ line }) => line);

  it('is reported if it is not ended', () =>
    expect(linted(made(`agent.on('error', console.error); return null;`))).toEqual([4]));
  it('is not where it is ended', () =>
    expect(linted(made(`try { return await get(url, agent); } finally { agent.${end}(); }`))).toEqual([]));
});

/** Agents that are given rather than constructed, and conditions of those that are. */
const AGENT_TWINS: readonly Twins[] = [
  {
    client: 'a context of Playwright',
    setup: `import { request } from 'playwright';`,
    leak: `const context = await request.newContext({ baseURL: url }); return (await context.get('/')).status();`,
    clean: `const context = await request.newContext({ baseURL: url }); try { return (await context.get('/')).status(); } finally { await context.dispose(); }`,
  },
  {
    client: 'a context of Playwright that is declared to be disposed of',
    setup: `import * as playwright from 'playwright-core'; import { request } from 'playwright-core';`,
    leak: `const context = await playwright.request.newContext(); await context.get(url);`,
    clean: `await using context = await request.newContext(); await context.get(url);`,
  },
  {
    client: 'a context of Playwright, and one of its test runner',
    setup: `import { request } from 'playwright'; import { request as ofTests } from '@playwright/test';`,
    leak: `const context = await request.newContext(); await context.get(url);`,
    clean: `const context = await ofTests.newContext(); await context.get(url);`,
  },
  {
    client: 'a client of Deno',
    setup: `const sent = [];`,
    leak: `const client = Deno.createHttpClient({ http2: false }); sent.push(await (await fetch(url, { client })).text());`,
    clean: `const client = Deno.createHttpClient({ http2: false }); sent.push(await (await fetch(url, { client })).text()); client.close();`,
  },
  {
    client: 'a client of Deno that may not be there',
    setup: `const sent = [];`,
    leak: `const client = Deno.createHttpClient({}); const answer = await fetch(url, { client }); if (!answer.ok) throw new Error(await answer.text()); client.close();`,
    clean: `let client = null; try { client = Deno.createHttpClient({}); sent.push(await (await fetch(url, { client })).text()); } finally { client?.close(); }`,
  },
  {
    client: 'a client of Deno that is declared to be disposed of',
    setup: `const sent = [];`,
    leak: `const client = Deno.createHttpClient({}); sent.push(await (await fetch(url, { client })).text());`,
    clean: `using client = Deno.createHttpClient({}); sent.push(await (await fetch(url, { client })).text());`,
  },
  {
    client: 'a client of gRPC with credentials of its own',
    setup: `import * as grpc from '@grpc/grpc-js'; const Greeter = grpc.makeGenericClientConstructor({}, 'Greeter'); const shared = grpc.credentials.createSsl();`,
    leak: `const client = new Greeter(url, grpc.credentials.createSsl()); client.greet({}, console.log);`,
    clean: `new Greeter(url, grpc.credentials.createInsecure()).greet({}, console.log); new Greeter(url, shared).greet({}, console.log);`,
  },
  {
    client: 'a subclass of a client of gRPC',
    setup: `import { Client, credentials } from '@grpc/grpc-js'; class Greeter extends Client {}`,
    leak: `const own = credentials.createSsl(); const client = new Greeter(url, own); client.greet({}, console.log);`,
    clean: `const own = credentials.createSsl(); const client = new Greeter(url, own); try { await client.greet({}); } finally { client.close(); }`,
  },
  {
    client: 'a client of gRPC whose pool is shared or not',
    setup: `import { Client, credentials } from '@grpc/grpc-js';`,
    leak: `const client = new Client(url, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 }); client.waitForReady(1e3, console.log);`,
    clean: `const client = new Client(url, credentials.createInsecure(), { 'grpc.max_send_message_length': 1 }); client.waitForReady(1e3, console.log);`,
  },
  {
    client: 'an HttpClient that keeps its connections',
    setup: `import { HttpClient } from '@actions/http-client';`,
    leak: `const client = new HttpClient('tool', [], { keepAlive: true }); return client.getJson(url);`,
    clean: `const client = new HttpClient('tool', [], { allowRetries: false }); return client.getJson(url);`,
  },
];

describe.each(AGENT_TWINS)('$client', ({ setup, leak, clean }) => {
  const linted = (body: string): unknown[] =>
    lint(`${setup}\nexport async function main(url) {\n${body}\n}`, {
      parser: 'espree',
      rule: 'no-unclosed-agent',
    }).map(({ line }) => line);

  it('leaks', () => expect(linted(leak)).toEqual([3]));
  it('is clean', () => expect(linted(clean)).toEqual([]));
});

it('a MockAgent holds no connection', () => {
  expect(
    lint(
      `import { MockAgent } from 'undici';\nexport const up = (url) => fetch(url, { dispatcher: new MockAgent() }).then((res) => res.text());`,
      { parser: 'espree', rule: 'no-unclosed-agent' },
    ),
  ).toEqual([]);
});

describe('calls without a duty', () => {
  const setup = `import axios from 'axios'; import got from 'got'; import needle from 'needle'; import http from 'node:http'; import { ofetch } from 'ofetch'; import phin from 'phin'; import superagent from 'superagent'; import * as undici from 'undici'; const agent = new undici.Agent();`;

  it('has code for every entry', () =>
    expect(Object.keys(EXEMPT).sort()).toEqual(exempt.map(({ call }) => call).sort()));
  it.each(Object.entries(EXEMPT))('%s', (_, code) =>
    expect(lint(`${setup}\nexport async function main(url) {\n${code}\n}`, { parser: 'espree' })).toEqual([]),
  );
});

describe('a service worker', () => {
  it('hands the response to the browser', () => {
    expect(
      lint(`addEventListener('fetch', (event) => { event.respondWith(fetch(event.request)); });`, { parser: 'espree' }),
    ).toEqual([]);
  });

  it('leaks a response that it only looks at', () => {
    expect(
      lint(
        `addEventListener('fetch', (event) => { event.waitUntil(fetch(event.request).then((res) => console.log(res.ok))); });`,
        { parser: 'espree' },
      ),
    ).toHaveLength(1);
  });
});
