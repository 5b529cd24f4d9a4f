/** Calls into the platform that only look at what they are given, or that give back another view of it. Data only. */

/** Resolved names of functions that keep nothing; a trailing `*` covers everything below. */
const BORROWERS = [
  'global:console.*',
  'global:JSON.stringify',
  'global:Object.keys',
  'global:Object.entries',
  'global:Object.values',
  'global:Object.getOwnPropertyNames',
  'global:Object.getPrototypeOf',
  'global:Object.is',
  'global:Array.isArray',
  'global:String',
  'global:Boolean',
  'global:Number',
  'global:expect',
  'vitest:expect',
  'node:util:inspect',
  'node:util:format',
  'node:util:types.*',
  'node:assert:*',
  'node:assert/strict:*',
  'node:stream:isReadable',
  'node:stream:isErrored',
  'node:stream:isDisturbed',
  'node:events:once',
  'node:events:on',
  'node:stream:finished',
  'node:stream/promises:finished',
];

const exact = new Set(BORROWERS.filter((name) => !name.endsWith('*')));
const prefixes = BORROWERS.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/** What expects a promise to be rejected takes it: on the path that goes on there is no response. */
const isExpectedToFail = (name: string): boolean => /\.?(?:rejects|doesNotReject)$/.test(name);

/** Methods by which a logger is told something, and looks at it only. */
export const loggingMethods: ReadonlySet<string> = new Set([
  'error',
  'warn',
  'warning',
  'info',
  'debug',
  'trace',
  'fatal',
  'log',
  'verbose',
]);

/** Those that nearly every logger has: whatever has them all is one. */
export const commonLoggingMethods: readonly string[] = ['error', 'warn', 'info', 'debug'];

/** Packages whose exports, and what those make, are loggers. */
export const loggerPackages: ReadonlySet<string> = new Set([
  'bunyan',
  'consola',
  'log4js',
  'loglevel',
  'npmlog',
  'pino',
  'roarr',
  'signale',
  'tslog',
  'winston',
]);

/** What APIs call a logger, a property that holds one, the class of one, or a function that makes one; not what a file calls its own. */
const LOGGER = /^[_#$]*log(?:ger)?$|(?:^|[a-z\d])Log(?:ger)?$/;

export const isLoggerName = (name: string): boolean => LOGGER.test(name);

/** Whether the function with this resolved name merely looks at its arguments. */
export function isBorrower(name: string): boolean {
  if (isExpectedToFail(name)) return false;
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix) || name === prefix.replace(/[:.]$/, ''));
}

/** Functions whose first argument comes back as another handle of the same resource. */
export const converters: Readonly<Record<string, string>> = {
  'node:stream:Readable.fromWeb': 'stream',
  'node:stream:Readable.from': 'stream',
};

/** Functions that read the stream they are given first to its end before what they give settles. */
const STREAM_READERS = [
  'node:stream:pipeline',
  'node:stream:promises.pipeline',
  'node:stream/promises:pipeline',
  ...['text', 'json', 'buffer', 'arrayBuffer', 'blob'].map((name) => `node:stream/consumers:${name}`),
];

export const readsStream = (name: string): boolean => STREAM_READERS.includes(name);

/** Modules of Node that can be imported without `node:`, as far as tables or the engine speak of them. */
export const builtinModules: ReadonlySet<string> = new Set([
  'http',
  'https',
  'http2',
  'stream',
  'stream/promises',
  'stream/consumers',
  'stream/web',
  'events',
  'util',
  'assert',
  'assert/strict',
  'process',
  'timers',
  'timers/promises',
  'net',
  'tls',
  'fs',
  'fs/promises',
  'url',
  'path',
]);

/** Methods of an emitter that add a listener. */
export const listening: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
]);

/** Methods that add a listener, or a watcher, to anything that tells. */
export const attending: ReadonlySet<string> = new Set([...listening, 'addEventListener', 'subscribe']);

/** Functions that wait for what an emitter or a stream tells, by their resolved names. */
export const awaitsEvents = (name: string): boolean =>
  name === 'node:events:once' || name === 'node:events:on' || endWatchers.has(name);

/** Functions that call later what they are given, by their resolved names: timers, and what runs when the code at hand is done. */
export const isDeferring = (name: string): boolean =>
  DEFERRING.has(name.replace(/^node:timers:|^node:process:/, 'global:'));

const DEFERRING: ReadonlySet<string> = new Set([
  'global:setTimeout',
  'global:setInterval',
  'global:setImmediate',
  'global:queueMicrotask',
  'global:process.nextTick',
  'global:nextTick',
]);

/** Methods that change nothing, by name. Of any other method nothing is known, so it may. */
const LOOKS: ReadonlySet<string> = new Set([
  'at',
  'entries',
  'every',
  'filter',
  'find',
  'get',
  'has',
  'includes',
  'indexOf',
  'join',
  'keys',
  'map',
  'slice',
  'some',
  'toString',
  'values',
]);

export const isLookingMethod = (name: string): boolean => LOOKS.has(name) || /^is[A-Z]/.test(name);

/** Members that a `Request` has, and no URL, text or list of options. */
export const requestMembers: readonly string[] = ['bodyUsed', 'method'];

/**
 * Members by which the type of a stream or an iterator, which is sent piece by piece, is told: of a web stream, of
 * Node's, of an iterator.
 */
export const streamMembers: readonly string[] = ['getReader', 'pipe', 'next'];

/** How names of classes begin whose instances are sent piece by piece. */
const STREAM_CLASSES = ['Readable', 'PassThrough', 'Transform', 'Duplex', 'FormData', 'Blob', 'File'];

/** Streams of the platform that change what passes through them, and call nobody. */
export const transforming: ReadonlySet<string> = new Set([
  'CompressionStream',
  'DecompressionStream',
  'TextDecoderStream',
  'TextEncoderStream',
]);

/** What the object of a transform, or the source of a stream, is told of a cancel by. */
export const cancelCallback = 'cancel';

/** Whether a class of this name is a stream, or something that is sent like one. */
export const isStreamClass = (name: string): boolean =>
  name.endsWith('Stream') || STREAM_CLASSES.some((one) => name.startsWith(one));

/** How the resolved names of functions begin that give streams and files rather than their contents. */
const STREAM_MODULES = ['node:fs', 'node:stream'];

/** Whether a function may give a stream, by its resolved name. */
export const givesStream = (name: string): boolean => STREAM_MODULES.some((one) => name.startsWith(one));

/**
 * Functions that give a text or a number of bytes at once, by their resolved names; a name that ends with a dot covers
 * everything below.
 */
const WHOLE = ['global:JSON.stringify', 'global:String', 'global:Buffer.', 'global:encodeURIComponent'];

/** Whether a function gives all of what it makes at once. */
export const givesWhole = (name: string): boolean =>
  WHOLE.some((one) => name === one || (one.endsWith('.') && name.startsWith(one)));

/** Functions that call back, or go on, when a stream has ended, by their resolved names. */
export const endWatchers: ReadonlySet<string> = new Set([
  'node:stream:finished',
  'node:stream:pipeline',
  'node:stream:promises.finished',
  'node:stream/promises:finished',
  'node:stream/promises:pipeline',
  'node:events:once',
  'node:events:on',
  'end-of-stream:',
  'on-finished:',
]);

/** Methods that forget a function they are given, whoever they belong to. */
export const removers: ReadonlySet<string> = new Set(['off', 'removeListener', 'removeEventListener', 'unsubscribe']);

/** Methods that run a function in a browser's page, where it is no code of this process. */
export const sendsAway: ReadonlySet<string> = new Set([
  'evaluate',
  'evaluateHandle',
  'evaluateOnNewDocument',
  'addInitScript',
  'waitForFunction',
  '$eval',
  '$$eval',
]);

/** Methods of a list or a collection that keep what they are given. */
export const keeping: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);

/** Functions that run what they are given once, later, and then let go of it, by their resolved names. */
export const deferring: ReadonlySet<string> = new Set([
  'global:setTimeout',
  'global:setImmediate',
  'global:queueMicrotask',
  'global:process.nextTick',
  'node:timers:setTimeout',
  'node:timers:setImmediate',
  'node:process:nextTick',
]);

/** Functions that never return. */
export const diverging: ReadonlySet<string> = new Set([
  'global:process.exit',
  'global:process.abort',
  'node:process:exit',
  'node:process:abort',
]);
