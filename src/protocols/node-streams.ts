/** The handle of a Node stream, which several clients hand out and others can be turned into. */
import { releaseIterator } from './releases.js';
import type { Handle, Method, Property } from './protocol.js';

/** A method that looks and can be chained. */
export const PLAIN: Method = { effect: 'borrow', returns: 'self' };
export const CONSUME: Method = { effect: 'consume' };
/** An iterator listens for chunks. */
export const ITERATING: Method = { effect: 'borrow', returns: { handle: 'iterator' }, listens: 'readable' };

export const methods = (names: readonly string[], method: Method): Record<string, Method> =>
  Object.fromEntries(names.map((name) => [name, method]));
/** Properties that only tell something. */
export const properties = (names: readonly string[]): Record<string, Property> =>
  Object.fromEntries(names.map((name) => [name, 'borrow' as const]));
/** Properties that are true only once nothing is left to end. */
export const endings = (names: readonly string[]): Record<string, Property> =>
  Object.fromEntries(names.map((name) => [name, 'ended' as const]));

/**
 * A Node readable. `once('data')` starts the flow for good, `pipe` too; `end`, `error`, `readable` and an encoding do
 * nothing (measured for `node:http` and undici).
 */
const flowing: Handle = {
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
    ...methods(['resume', 'pipe'], CONSUME),
    ...methods(['toArray', 'forEach', 'reduce', 'some', 'every', 'find'], { effect: 'consume', touches: 'in the end' }),
    ...methods(['map', 'filter', 'flatMap', 'take', 'drop'], { effect: 'borrow', returns: { handle: 'lazy' } }),
    // `read` gives one chunk; whoever reads by hand goes on until there is none left.
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

export const readable: Handle = {
  ...flowing,
  properties: {
    ...flowing.properties,
    ...endings(['destroyed', 'aborted', 'errored', 'closed', 'readableAborted', 'readableEnded']),
  },
  disposable: true,
};

/** A readable that is written to as well: a request in progress. */
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

/** What the methods of a readable give: `map` and the like read only when they are read, and know nothing of their source before. */
export const readableHandles = {
  lazy: {
    ...flowing,
    methods: { ...flowing.methods, ...methods(['destroy', '@@asyncDispose'], { effect: 'borrow' }) },
  },
  iterator,
} satisfies Record<string, Handle>;
