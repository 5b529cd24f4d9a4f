/** Calls into the platform that only look at their arguments, or that return another view of them. Data only. */

/** Resolved names of functions that do not keep their arguments; a trailing `*` covers everything below. */
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

/** An assertion that a promise is rejected takes the promise: on the path after it there is no response. */
const isExpectedToFail = (name: string): boolean => /\.?(?:rejects|doesNotReject)$/.test(name);

/** Log methods of a logger, which only look at their arguments. */
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

/** Methods that nearly every logger has: an object with all of them is a logger. */
export const commonLoggingMethods: readonly string[] = ['error', 'warn', 'info', 'debug'];

/** Packages whose exports, and the results of their exports, are loggers. */
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

/** API names of loggers, of properties that hold one, of their classes, or of functions that create one; not local names of a file. */
const LOGGER = /^[_#$]*log(?:ger)?$|(?:^|[a-z\d])Log(?:ger)?$/;

export const isLoggerName = (name: string): boolean => LOGGER.test(name);

/** Whether the function with this resolved name only looks at its arguments. */
export function isBorrower(name: string): boolean {
  if (isExpectedToFail(name)) return false;
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix) || name === prefix.replace(/[:.]$/, ''));
}

/** Functions that return their first argument as another handle of the same resource. */
export const converters: Readonly<Record<string, string>> = {
  'node:stream:Readable.fromWeb': 'stream',
  // It does not reach its source before it is read.
  'node:stream:Readable.from': 'lazy',
};

/** Functions that read their first argument to its end before their result settles. */
const STREAM_READERS = [
  'node:stream:pipeline',
  'node:stream:promises.pipeline',
  'node:stream/promises:pipeline',
  ...['text', 'json', 'buffer', 'arrayBuffer', 'blob'].map((name) => `node:stream/consumers:${name}`),
];

export const readsStream = (name: string): boolean => STREAM_READERS.includes(name);

/** The event of a Node stream whose first listener makes the stream flow. */
const FLOWING = 'data';

/** Whether a function that waits for an event of a stream makes the stream flow: `on(message, 'data')`. */
export const waitsForData = (name: string, event: string | null): boolean =>
  event === FLOWING && (name === 'node:events:on' || name === 'node:events:once');

/** Modules of Node that can be imported without `node:`, if tables or the engine use them. */
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
  'readline',
  'readline/promises',
  'zlib',
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

/** Methods that add a listener or a watcher to any object. */
export const attending: ReadonlySet<string> = new Set([...listening, 'addEventListener', 'subscribe']);

/** Functions that wait for events of an emitter or a stream, by their resolved names. */
export const awaitsEvents = (name: string): boolean =>
  name === 'node:events:once' || name === 'node:events:on' || endWatchers.has(name);

/** Methods without side effects, by name. Any other method may have side effects. */
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

/** The header that asks for an event stream, in lower case, and its value (HTML standard, server-sent events). */
export const eventStream = { header: 'accept', type: 'text/event-stream' } as const;

/** Members that only a `Request` has, not a URL, a string or an options object. */
export const requestMembers: readonly string[] = ['bodyUsed', 'method'];

/**
 * Members that identify the type of a stream or an iterator, which is sent in chunks: of a web stream, of a Node stream, of an
 * iterator, and of all that Node's types of `fetch` allow.
 */
export const streamMembers: readonly string[] = ['getReader', 'pipe', 'next', '@@asyncIterator'];

/** Prefixes of the names of classes whose instances are sent in chunks. */
const STREAM_CLASSES = ['Readable', 'PassThrough', 'Transform', 'Duplex', 'FormData', 'Blob', 'File'];

/** Transform streams of the platform, which call no code of the program. */
export const transforming: ReadonlySet<string> = new Set([
  'CompressionStream',
  'DecompressionStream',
  'TextDecoderStream',
  'TextEncoderStream',
]);

/** The method of a transformer or a stream source that is called on a cancel. */
export const cancelCallback = 'cancel';

/** Whether a class of this name is a stream, or is sent like one. */
export const isStreamClass = (name: string): boolean =>
  name.endsWith('Stream') || STREAM_CLASSES.some((one) => name.startsWith(one));

/** Prefixes of the resolved names of functions that return streams or files instead of their contents. */
const STREAM_MODULES = ['node:fs', 'node:stream'];

/** Whether a function may return a stream, by its resolved name. */
export const givesStream = (name: string): boolean => STREAM_MODULES.some((one) => name.startsWith(one));

/**
 * Functions that return a complete string or buffer, by their resolved names; a name that ends with a dot covers everything
 * below.
 */
const WHOLE = ['global:JSON.stringify', 'global:String', 'global:Buffer.', 'global:encodeURIComponent'];

/** Whether a function returns a complete value, not a stream. */
export const givesWhole = (name: string): boolean =>
  WHOLE.some((one) => name === one || (one.endsWith('.') && name.startsWith(one)));

/** Functions that call back, or resolve, when a stream has ended, by their resolved names. */
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

/** Methods that remove a listener, of any object. */
export const removers: ReadonlySet<string> = new Set(['off', 'removeListener', 'removeEventListener', 'unsubscribe']);

/** Methods that run a function in a page of a browser, not in this process. */
export const sendsAway: ReadonlySet<string> = new Set([
  'evaluate',
  'evaluateHandle',
  'evaluateOnNewDocument',
  'addInitScript',
  'waitForFunction',
  '$eval',
  '$$eval',
]);

/** Methods of a list or a collection that keep their argument. */
export const keeping: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set']);

/** Functions that run their argument once, later, and then drop it, by their resolved names. */
export const deferring: ReadonlySet<string> = new Set([
  'global:setTimeout',
  'global:setImmediate',
  'global:queueMicrotask',
  'global:process.nextTick',
  'node:timers:setTimeout',
  'node:timers:setImmediate',
  'node:process:nextTick',
]);

/** Functions that run their argument later, again and again, by their resolved names. */
export const repeating: ReadonlySet<string> = new Set(['global:setInterval', 'node:timers:setInterval']);

/** Whether a function, by its resolved name, runs its argument later: timers and microtasks. */
export const isDeferring = (name: string): boolean => deferring.has(name) || repeating.has(name);

/** Functions that take back what was to run later, by their resolved names. */
export const clearing: ReadonlySet<string> = new Set([
  'global:clearTimeout',
  'global:clearInterval',
  'global:clearImmediate',
  'node:timers:clearTimeout',
  'node:timers:clearInterval',
  'node:timers:clearImmediate',
]);

/** Functions that throw where the text that they are given is malformed, as that of a response may be. */
export const parsers: ReadonlySet<string> = new Set(['global:JSON.parse']);

/** Functions that never return. */
export const diverging: ReadonlySet<string> = new Set([
  'global:process.exit',
  'global:process.abort',
  'node:process:exit',
  'node:process:abort',
]);
