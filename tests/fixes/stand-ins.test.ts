/** Clients that are passed in: where the file passes a stand-in that may give no body, a release that needs one is left to a person. */
import { describe, expect, it } from 'vitest';
import { plansOf } from './support.js';

const HEAD = "import { request } from 'undici';\ntype Send = typeof request;\n";
const LEAK = `const { statusCode, body } = await CLIENT(url);
  if (statusCode !== 200) throw new Error('bad');
  return body.json();`;
const leak = (client: string): string => LEAK.replace('CLIENT', client);
const FUNCTION = `${HEAD}async function load(send: Send, url: string) {\n  ${leak('send')}\n}\n`;
const CLASS = (fields: string): string =>
  `${HEAD}class Api {\n  ${fields}\n  async get(url: string) {\n  ${leak('this.send')}\n  }\n}\n`;
const STAND_IN = '(async () => ({ statusCode: 500 })) as unknown as Send';

const verdict = (code: string): unknown => plansOf(code).map(({ plan }) => [plan.verdict, plan.reason]);

describe('a stand-in', () => {
  it.each([
    ['for a parameter', `${FUNCTION}export const test = () => load(${STAND_IN}, '/');`],
    ['in a constant', `${FUNCTION}const send = ${STAND_IN};\nexport const test = () => load(send, '/');`],
    [
      'of a test library',
      `import { it, vi } from 'vitest';\n${FUNCTION}it('fails', () => load(vi.fn().mockResolvedValue({ statusCode: 500 }), '/'));`,
    ],
    [
      'among other things',
      `${HEAD}async function load(tools: { send: Send }, url: string) {\n  ${leak('tools.send')}\n}\nexport const test = () => load({ send: ${STAND_IN} }, '/');`,
    ],
    [
      'for a field',
      `${CLASS('constructor(private readonly send: Send = request) {}')}export const api = new Api(${STAND_IN});`,
    ],
    [
      'for a field that the constructor sets',
      `${CLASS('readonly send: Send;\n  constructor(send: Send) {\n    this.send = send;\n  }')}export const api = new Api(${STAND_IN});`,
    ],
  ])('%s makes the release one to check', (_, code) => {
    expect(verdict(code)).toEqual([
      ['review', 'The file passes its own client: check that the responses of this client have a body.'],
    ]);
  });

  it.each([
    ['is the client itself', `${FUNCTION}export const run = () => load(request, '/');`],
    ['makes a request', `${FUNCTION}export const run = () => load((url) => request(url, { method: 'GET' }), '/');`],
    ['is out of sight', `${FUNCTION}export { load };`],
    [
      'is one of fetch, whose release asks for a body',
      `async function load(send: typeof fetch, url: string) {\n  const res = await send(url);\n  if (!res.ok) throw new Error('bad');\n  return res.json();\n}\nexport const test = () => load(async () => ({ ok: false }) as Response, '/');`,
    ],
  ])('%s: none to check', (_, code) => {
    expect(verdict(code)).toEqual([['safe', '']]);
  });
});
