/** Clients that only types tell: parameters and fields without an import of a function. Each leak beside its nearest clean twin; what a repair writes. */
import { describe, expect, it } from 'vitest';
import { lint } from '../support/lint.js';

interface Twins {
  readonly client: string;
  readonly setup: string;
  readonly parameters: string;
  /** The statements of an async function; the report is expected on their first line. */
  readonly leak: string;
  readonly clean: string;
  /** What a suggestion puts behind the text `left`. */
  readonly repair?: string;
}

const TWINS: readonly Twins[] = [
  {
    client: '@actions/http-client',
    setup: `import type { HttpClient } from '@actions/http-client';`,
    parameters: `{ client }: { client: HttpClient }, url: string`,
    leak: `const res = await client.get(url); if (res.message.statusCode !== 200) { return null; } return res.readBody();`,
    clean: `const res = await client.get(url); if (res.message.statusCode !== 200) { res.message.resume(); return null; } return res.readBody();`,
    repair: 'res.message.resume()',
  },
  {
    client: 'typed-rest-client',
    setup: `import type { HttpClient } from 'typed-rest-client/HttpClient';`,
    parameters: `{ client }: { client: HttpClient }, url: string`,
    leak: `const res = await client.del(url); return res.message.statusCode;`,
    clean: `const res = await client.del(url); await res.readBody(); return res.message.statusCode;`,
  },
  {
    client: 'a container of Azure',
    setup: `import type { ContainerClient } from '@azure/storage-blob';`,
    parameters: `{ box }: { box: ContainerClient }, name: string`,
    leak: `const answer = await box.getBlobClient(name).download(); if (answer.contentType === 'x') { return null; } return answer.readableStreamBody;`,
    clean: `const answer = await box.getBlobClient(name).download(); if (answer.contentType === 'x') { answer.readableStreamBody?.resume(); return null; } return answer.readableStreamBody;`,
    repair: 'answer.readableStreamBody?.resume()',
  },
  {
    client: 'a pipeline of Azure',
    setup: `import { createPipelineRequest, type HttpClient, type Pipeline } from '@azure/core-rest-pipeline';`,
    parameters: `{ pipeline, client }: { pipeline: Pipeline; client: HttpClient }, url: string`,
    leak: `const answer = await pipeline.sendRequest(client, createPipelineRequest({ url, streamResponseStatusCodes: new Set([200]) })); return answer.status;`,
    clean: `const answer = await pipeline.sendRequest(client, createPipelineRequest({ url })); return answer.status;`,
  },
  {
    client: 'gaxios',
    setup: `import type { Gaxios } from 'gaxios'; import type { Readable } from 'node:stream';`,
    parameters: `{ client }: { client: Gaxios }, url: string`,
    leak: `const res = await client.request<Readable>({ url, responseType: 'stream' }); if (!res.ok) { return null; } return res.data;`,
    clean: `const res = await client.request<Readable>({ url, responseType: 'stream' }); if (!res.ok) { res.data.resume(); return null; } return res.data;`,
    repair: 'res.data.resume()',
  },
  {
    client: 'an object of S3',
    setup: `import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';`,
    parameters: `{ s3 }: { s3: S3Client }, Key: string`,
    leak: `const object = await s3.send(new GetObjectCommand({ Bucket: 'b', Key })); if (object.ETag === 'known') { return null; } return object.Body!.transformToString();`,
    clean: `const object = await s3.send(new GetObjectCommand({ Bucket: 'b', Key })); if (object.ETag === 'known') { await object.Body?.transformToByteArray(); return null; } return object.Body!.transformToString();`,
    repair: 'object.Body?.transformToByteArray().catch(() => {})',
  },
];

describe.each(TWINS)('$client', ({ setup, parameters, leak, clean, repair }) => {
  const linted = (body: string): ReturnType<typeof lint> =>
    lint(`${setup}\nexport async function main(${parameters}) {\n${body}\n}`, { typed: true });

  it('leaks', () => expect(linted(leak).map(({ line }) => line)).toEqual([3]));
  it('is clean', () => expect(linted(clean)).toEqual([]));
  it.runIf(repair)('has a repair', () => {
    const [report] = linted(leak);
    const texts = [report?.fix, ...(report?.suggestions ?? []).map(({ fix }) => fix)].map((fix) => fix?.text);
    expect(texts.filter((text) => text?.includes(repair!))).not.toEqual([]);
  });
});
