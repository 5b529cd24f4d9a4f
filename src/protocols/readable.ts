/** The handle of a Node stream, which several clients hand out and others can be turned into. */
import type { Handle, Method, Property } from './protocol.js';

/** A method that looks and can be chained. */
export const PLAIN: Method = { effect: 'borrow', returns: 'self' };
export const CONSUME: Method = { effect: 'consume' };

const methods = (names: readonly string[], method: Method): Record<string, Method> => Object.fromEntries(names.map((name) => [name, method]));
/** Properties that only tell something. */
export const properties = (names: readonly string[]): Record<string, Property> => Object.fromEntries(names.map((name) => [name, 'borrow' as const]));

/**
 * A Node readable. `once('data')` starts the flow for good, `pipe` too; `end`, `error`, `readable` and an encoding do
 * nothing (measured for `node:http` and undici).
 */
export const readable: Handle = {
  properties: {
    ...properties(['readableEnded', 'readableFlowing', 'readableLength', 'readableHighWaterMark', 'readableObjectMode', 'destroyed', 'readable', 'readableAborted', 'readableDidRead', 'errored', 'closed', 'complete', 'aborted', 'locked']),
  },
  methods: {
    ...methods(['resume', 'read', 'pipe', 'toArray', 'forEach', 'map', 'filter', 'flatMap', 'reduce', 'some', 'every', 'find', 'take', 'drop', 'compose', 'wrap'], CONSUME),
    ...methods(['setEncoding', 'pause', 'unpipe', 'isPaused', 'removeListener', 'removeAllListeners', 'off', 'listenerCount', 'setMaxListeners', 'setTimeout', 'emit'], PLAIN),
    destroy: { effect: 'cancel' },
    iterator: { effect: 'borrow', returns: { handle: 'iterator' }, unless: 'destroyOnReturn' },
    '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' } },
    '@@asyncDispose': { effect: 'cancel' },
  },
  iterate: 'consume',
  events: { data: 'consume' },
  disposable: true,
};

export const iterator: Handle = {
  methods: { next: { effect: 'borrow', returns: { promise: 'read-result' } }, return: { effect: 'cancel' } },
  iterate: 'consume',
};
