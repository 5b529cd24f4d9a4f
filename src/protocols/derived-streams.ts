/**
 * Streams that the platform makes of others, and what it pipes into. Data only; each line was measured with `node:http`, undici and
 * `Readable.fromWeb` above it (docs/measurements.md).
 */
import { flowing, methods, PLAIN } from './node-streams.js';
import type { Handle } from './protocol.js';

/** What a transform is that a body is piped through, and an iterable that is written out. */
export const PIPED = 'piped';
export const HANDMADE = 'handmade';
/** Generators that end nothing when they are left: `SHUT` ones have a `finally` that runs then, and forgets to. */
export const GENERATOR = 'generator';
export const SHUT_GENERATOR = 'generator that is shut';

/** `return()` and `throw()` run what is left of the generator, which ends nothing. */
const generator = (name: string): Handle => ({
  methods: {
    next: { effect: 'borrow', returns: { promise: 'read-result' } },
    '@@asyncIterator': { effect: 'borrow', returns: { handle: name } },
    ...methods(['return', 'throw', '@@asyncDispose'], { effect: 'borrow' }),
  },
  iterate: 'consume',
  leavesOpen: true,
});

/** Handles that any body may be turned into, whatever its client; those of a client come first. */
export const derivedHandles: Readonly<Record<string, Handle>> = {
  // `body.pipe(createGunzip())`: reading it to its end reads the body; leaving or destroying it leaves the body open.
  [PIPED]: {
    ...flowing,
    methods: { ...flowing.methods, ...methods(['destroy', '@@asyncDispose', 'iterator'], { effect: 'borrow' }) },
    iterate: 'consume',
    leavesOpen: true,
    classes: [],
  },
  // `readline.createInterface({ input: body })` makes the body flow, until it is closed or a loop over it is left.
  lines: {
    methods: {
      ...methods(['close', 'pause', '@@dispose'], { effect: 'borrow', stops: true }),
      resume: PLAIN,
      ...methods(['setPrompt', 'prompt', 'setMaxListeners', 'removeListener', 'off', 'removeAllListeners'], PLAIN),
    },
    events: {},
    endEvents: ['close'],
    iterate: 'consume',
    leavesOpen: true,
    flows: true,
  },
  // An iterable that is written out, and has no `return()` by which it could be told that its consumer has left.
  [HANDMADE]: {
    methods: { next: { effect: 'borrow', returns: { promise: 'read-result' } } },
    iterate: 'consume',
    leavesOpen: true,
  },
  [GENERATOR]: generator(GENERATOR),
  [SHUT_GENERATOR]: generator(SHUT_GENERATOR),
};

/** Functions that make one of them, from their first argument or from an option of it. */
export const derivers: Readonly<Record<string, { readonly to: string; readonly option?: string }>> = Object.fromEntries(
  [
    'node:readline:createInterface',
    'node:readline/promises:createInterface',
    'node:readline:promises.createInterface',
  ].map((name) => [name, { to: 'lines', option: 'input' }]),
);

/** What becomes of a body that is piped into something. */
export type Sink =
  /** It may close at any time, as the client of a server does: then no code reads the body, and no code ends it. */
  | 'leaves'
  /** It may fail, with the same outcome. */
  | 'fails'
  /** It passes what it gets to its reader. */
  | 'transforms';

const of = (sink: Sink, module: string, names: readonly string[]): [string, Sink][] =>
  names.map((name) => [`${module}#${name}`, sink]);

/** Classes of what is piped into; of any other nothing is known. */
export const sinks: ReadonlyMap<string, Sink> = new Map([
  ...of('leaves', 'node:http', ['ServerResponse']),
  ...of('leaves', 'node:http2', ['Http2ServerResponse', 'ServerHttp2Stream']),
  ...of('leaves', 'node:net', ['Socket']),
  ...of('leaves', 'node:tls', ['TLSSocket']),
  ...of('leaves', 'express', ['Response']),
  ...of('leaves', 'express-serve-static-core', ['Response']),
  ...of('leaves', 'next', ['NextApiResponse']),
  ...of('fails', 'node:fs', ['WriteStream']),
  ...of('transforms', 'node:stream', ['PassThrough', 'Transform']),
  ...of('transforms', 'node:zlib', ['Gunzip', 'Gzip', 'Inflate', 'InflateRaw', 'Deflate', 'DeflateRaw', 'Unzip']),
  ...of('transforms', 'node:zlib', ['BrotliCompress', 'BrotliDecompress', 'ZstdCompress', 'ZstdDecompress']),
]);

/** What calls return that matters here, by their resolved names. */
export const streamsGiven: Readonly<Record<string, string>> = {
  'node:fs:createWriteStream': 'node:fs#WriteStream',
  ...Object.fromEntries(
    [...sinks.keys()]
      .filter((name) => name.startsWith('node:zlib#'))
      .map((name) => name.slice('node:zlib#'.length))
      .map((name) => [`node:zlib:create${name}`, `node:zlib#${name}`]),
  ),
  ...Object.fromEntries(['net:connect', 'net:createConnection'].map((name) => [`node:${name}`, 'node:net#Socket'])),
  'node:tls:connect': 'node:tls#TLSSocket',
  ...Object.fromEntries(['http', 'https'].map((module) => [`node:${module}:createServer`, 'node:http#Server'])),
  'express:': 'express#Application',
  'express:Router': 'express#Router',
};

/** A parameter of a function that a server calls. */
interface Handed {
  readonly parameter: number;
  readonly type: string;
  /** The event that the function has to be a listener of. */
  readonly event?: string;
}

const RESPONSE: Handed = { parameter: 1, type: 'node:http#ServerResponse' };
const ROUTES = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'all', 'use'];

/** Calls that get a function which is called for every request, and what that function gets. */
export const handlers: ReadonlyMap<string, Handed> = new Map([
  ...['http', 'https'].map((module) => [`node:${module}:createServer`, RESPONSE] as const),
  ['node:http#Server.on', { ...RESPONSE, event: 'request' }] as const,
  ...['net', 'tls'].map(
    (module) => [`node:${module}:createServer`, { parameter: 0, type: 'node:net#Socket' }] as const,
  ),
  ...['Application', 'Router'].flatMap((owner) =>
    ROUTES.map((name) => [`express#${owner}.${name}`, { parameter: 1, type: 'express#Response' }] as const),
  ),
]);
