/** The handle of a Node stream, which several clients return and other handles can be converted to. */
import { releaseIterator } from './releases.js';
import type { Handle, Method, Property } from './protocol.js';

/** A borrowing method that can be chained. */
export const PLAIN: Method = { effect: 'borrow', returns: 'self' };
export const CONSUME: Method = { effect: 'consume' };
/** An iterator listens for chunks. */
export const ITERATING: Method = { effect: 'borrow', returns: { handle: 'iterator' }, listens: 'readable' };

export const methods = (names: readonly string[], method: Method): Record<string, Method> =>
  Object.fromEntries(names.map((name) => [name, method]));
/** Properties that only give information. */
export const properties = (names: readonly string[]): Record<string, Property> =>
  Object.fromEntries(names.map((name) => [name, 'borrow' as const]));
/** Properties that are true only if there is no duty left. */
export const endings = (names: readonly string[]): Record<string, Property> =>
  Object.fromEntries(names.map((name) => [name, 'ended' as const]));

/**
 * A Node readable. `once('data')` starts the flow for good, `pipe` too; `end`, `error`, `readable` and an encoding do
 * not (measured for `node:http` and undici).
 */
export const flowing: Handle = {
  properties: {
    ...properties([
      'readableEnded',
      'readableFlowing',
      'readableLength',
      'readableHighWaterMark',
      'readableObjectMode',
      'destroyed',
      'readable',
      'readableAborted',
      'readableDidRead',
      'errored',
      'closed',
      'complete',
      'aborted',
      'locked',
    ]),
  },
  methods: {
    resume: CONSUME,
    pipe: { ...CONSUME, pipes: true },
    ...methods(['toArray', 'forEach', 'reduce', 'some', 'every', 'find'], { effect: 'consume', touches: 'in the end' }),
    ...methods(['map', 'filter', 'flatMap', 'take', 'drop'], { effect: 'borrow', returns: { handle: 'lazy' } }),
    // `read` returns one chunk; code that calls it usually continues until there is none left.
    ...methods(['read', 'compose'], { effect: 'transfer' }),
    ...methods(
      ['setEncoding', 'pause', 'unpipe', 'removeListener', 'removeAllListeners', 'off', 'setMaxListeners'],
      PLAIN,
    ),
    ...methods(['isPaused', 'listenerCount', 'emit'], { effect: 'borrow' }),
    destroy: { effect: 'cancel', touches: 'at once' },
    iterator: { ...ITERATING, exceptWithOption: { option: 'destroyOnReturn', equals: false } },
    '@@asyncIterator': ITERATING,
    '@@asyncDispose': { effect: 'cancel' },
  },
  iterate: 'consume',
  events: { data: 'consume' },
  cannotThrow: ['isPaused', 'listenerCount'],
  classes: ['Readable', 'Stream', 'EventEmitter'],
};

/** A readable that is made of a body, and may be one of several. */
export const converted: Handle = {
  ...flowing,
  properties: {
    ...flowing.properties,
    ...endings(['destroyed', 'aborted', 'errored', 'closed', 'readableAborted', 'readableEnded']),
  },
  disposable: true,
};

/** The methods that get the data of the stream. */
const GETTING = ['pipe', 'toArray', 'forEach', 'reduce', 'iterator', '@@asyncIterator'];

/**
 * The body itself as a readable. Once it has been read to its end, the next reader gets nothing, and an `end` event never comes; once it
 * has been destroyed, or a loop over it has been left, most readers fail (measured for `node:http`, undici, axios, got and node-fetch).
 */
export const readable: Handle = {
  ...converted,
  methods: {
    ...flowing.methods,
    ...Object.fromEntries(GETTING.map((name) => [name, { ...flowing.methods![name]!, needs: 'unread' } as const])),
  },
};

/** A readable that is also writable: a running request. */
export const duplex: Handle = {
  ...readable,
  methods: { ...readable.methods, ...methods(['end', 'write', 'cork', 'uncork', 'setDefaultEncoding'], PLAIN) },
};

const iterator: Handle = {
  holdsLock: true,
  release: releaseIterator,
  methods: { next: { effect: 'borrow', returns: { promise: 'read-result' } }, return: { effect: 'cancel' } },
  iterate: 'consume',
};

/** The results of the methods of a readable: `map` and similar streams read their source only when they are read. */
export const readableHandles = {
  lazy: {
    ...flowing,
    methods: { ...flowing.methods, ...methods(['destroy', '@@asyncDispose'], { effect: 'borrow' }) },
  },
  iterator,
} satisfies Record<string, Handle>;
