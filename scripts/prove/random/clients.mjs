/** How each client asks, and what can be done to its response. */

const stream = (body) => [
  (n) => `for await (const chunk${n} of ${body}) {\nconsole.log(${n}, chunk${n}.length > 0);\nbreak;\n}`,
  (n) =>
    `let size${n} = 0;\nfor await (const chunk${n} of ${body}) size${n} += chunk${n}.length;\nconsole.log(${n}, size${n});`,
];

const nodeStream = (body) => [
  () => `${body}.resume();`,
  () => `await pipeline(${body}, new PassThrough().resume());`,
  (n) => `${body}.resume();\nawait once(${body}, 'end');\nconsole.log(${n}, 'end');`,
  (n) =>
    `let size${n} = 0;\n${body}.on('data', (chunk) => {\nsize${n} += chunk.length;\n});\nawait once(${body}, 'end');\nconsole.log(${n}, size${n});`,
  ...stream(body),
];

const webStream = (response) => [
  ...stream(`${response}.body`),
  () => `await ${response}.body.pipeTo(new WritableStream());`,
  (n) =>
    `const words${n} = ${response}.body.pipeThrough(new TextDecoderStream()).getReader();\nconsole.log(${n}, (await words${n}.read()).done);\nawait words${n}.cancel();`,
  (n) =>
    `let size${n} = 0;\nfor await (const chunk of Readable.fromWeb(${response}.body)) size${n} += chunk.length;\nconsole.log(${n}, size${n});`,
  (n) =>
    `const reader${n} = ${response}.body.getReader();\nfor (;;) {\nconst { done } = await reader${n}.read();\nif (done) break;\n}\nconsole.log(${n}, 'done');`,
  (n) => `const reader${n} = ${response}.body.getReader();\nawait reader${n}.read();\nawait reader${n}.cancel();`,
  (n) => `console.log(${n}, (await ${response}.clone().text()).length);`,
  (n) =>
    `const [one${n}, two${n}] = ${response}.body.tee();\nconst read${n} = new Response(one${n}).text();\nawait two${n}.cancel();\nconsole.log(${n}, (await read${n}).length);`,
  (n) =>
    `const [one${n}, two${n}] = ${response}.body.tee();\nconsole.log(${n}, (await new Response(one${n}).text()).length, two${n}.locked);`,
];

const tests = (status, headers) => [
  `${status} >= 400`,
  `${status} !== 200`,
  `${status} === 404`,
  `${status} < 300`,
  headers,
];

/**
 * By the name of the client: `get(url, options)`, a promise of a response; `post(url, body)`; what tests it, reads it, releases it, and the
 * promise of its text.
 */
export const CLIENTS = {
  fetch: {
    get: (url, options = []) => `fetch(${[url, ...wrapped(options)].join(', ')})`,
    post: (url, options = []) =>
      `fetch(${url}, { method: 'POST', body: ReadableStream.from(parts()), duplex: 'half'${options.map((one) => `, ${one}`).join('')} })`,
    tests: (name) => [`!${name}.ok`, `${name}.ok`, ...tests(`${name}.status`, `${name}.headers.has('x-none')`)],
    status: (name) => `${name}.status`,
    key: 'status',
    text: (name) => `${name}.text()`,
    reads: (name) => [
      (n) => `console.log(${n}, (await ${name}.text()).length);`,
      (n) => `const data${n} = await ${name}.json();\nconsole.log(${n}, data${n}.id);`,
      () => `await ${name}.arrayBuffer();`,
      ...webStream(name),
    ],
    releases: (name) => [`await ${name}.body?.cancel();`, `${name}.body?.cancel().catch(() => {});`],
    stream: null,
  },
  undici: {
    get: (url, options = []) => `request(${[url, ...wrapped(options)].join(', ')})`,
    post: (url, options = []) =>
      `request(${url}, { method: 'POST', body: Readable.from(parts())${options.map((one) => `, ${one}`).join('')} })`,
    tests: (name) => tests(`${name}.statusCode`, `'x-none' in ${name}.headers`),
    status: (name) => `${name}.statusCode`,
    key: 'statusCode',
    text: (name) => `${name}.body.text()`,
    reads: (name) => [
      (n) => `console.log(${n}, (await ${name}.body.text()).length);`,
      (n) => `const data${n} = await ${name}.body.json();\nconsole.log(${n}, data${n}.id);`,
      ...nodeStream(`${name}.body`),
    ],
    releases: (name) => [`await ${name}.body.dump();`, `${name}.body.destroy();`],
    stream: (name) => `${name}.body`,
  },
  http: {
    get: (url, options = []) => `ask(${[url, ...wrapped(options)].join(', ')})`,
    post: (url) => `send(${url})`,
    tests: (name) => tests(`${name}.statusCode`, `'x-none' in ${name}.headers`),
    status: (name) => `${name}.statusCode`,
    key: 'statusCode',
    text: (name) => `text(${name})`,
    reads: (name) => [(n) => `console.log(${n}, (await text(${name})).length);`, ...nodeStream(name)],
    releases: (name) => [`${name}.resume();`, `${name}.destroy();`],
    stream: (name) => name,
  },
};

/** The client of the body alone, which stands beside its status: `const { statusCode: status1, body: body1 } = await request(url)`. */
const statusBeside = (name) => name.replace('body', 'status');
CLIENTS.undiciBody = {
  ...CLIENTS.undici,
  tests: (name) => tests(statusBeside(name), `${statusBeside(name)} === 503`),
  status: statusBeside,
  text: (name) => `${name}.text()`,
  reads: (name) => [
    (n) => `console.log(${n}, (await ${name}.text()).length);`,
    (n) => `const data${n} = await ${name}.json();\nconsole.log(${n}, data${n}.id);`,
    ...nodeStream(name),
  ],
  releases: (name) => [`await ${name}.dump();`, `${name}.destroy();`],
  stream: (name) => name,
};

/** The clients whose responses come whole. */
export const WHOLE = Object.keys(CLIENTS).filter((name) => name !== 'undiciBody');

const wrapped = (options) => (options.length === 0 ? [] : [`{ ${options.join(', ')} }`]);

/** What all programs begin with, as far as they use it. */
export const PRELUDE = [
  [/\bhttp\./, "import http from 'node:http';"],
  [/\b(?:EventEmitter|once)\b/, "import { EventEmitter, once } from 'node:events';"],
  [/\b(?:Readable\.|PassThrough)/, "import { PassThrough, Readable } from 'node:stream';"],
  [/\bfinished\(/, "import { finished } from 'node:stream';"],
  [/\bpipeline\(/, "import { pipeline } from 'node:stream/promises';"],
  [/\btext\(/, "import { text } from 'node:stream/consumers';"],
  [/\b(?:request|Agent)\(/, "import { Agent, request } from 'undici';"],
  [/\bcounter\b/, 'let counter = 0;'],
  [/\btail\b/, 'let tail = Promise.resolve();'],
  [/\bcache\b/, 'const cache = new Map();'],
  [/\bseen\b/, 'const seen = new Set();'],
  [/\bbus\b/, "const bus = new EventEmitter();\nbus.on('note', (value) => {\nconsole.log('heard', value);\n});"],
  [/\bpause\(/, 'const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));'],
  [
    /\bparts\(/,
    "async function* parts() {\nfor (let part = 0; part < 6; part += 1) {\nyield 'x'.repeat(1000);\nawait pause(2);\n}\n}",
  ],
  [
    /\bask\(/,
    "function ask(url, options = {}) {\nreturn new Promise((resolve, reject) => {\nhttp.get(url, options, resolve).on('error', reject);\n});\n}",
  ],
  [
    /\bsend\(/,
    "function send(url) {\nreturn new Promise((resolve, reject) => {\nconst req = http.request(url, { method: 'POST' }, resolve);\nreq.on('error', reject);\nReadable.from(parts()).pipe(req);\n});\n}",
  ],
  [/\bfails\(/, 'async function fails(name) {\nawait null;\nthrow new Error(`late ${name}`);\n}'],
];
