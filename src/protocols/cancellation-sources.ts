/** Objects that are not the resource but can end it: aborting or destroying them releases the connection. Data only. */
import type { Handle } from './protocol.js';
import { endings } from './node-streams.js';

/**
 * Measured: an abort after the headers and `agent.destroy()` close the connection, and so does `dispose()` of a client that has an
 * agent of its own; `agent.close()` waits for the body.
 */
export const cancellationSources: Readonly<Record<string, Handle>> = {
  controller: {
    methods: { abort: { effect: 'cancel' } },
    unknownMethods: 'self',
    givenAs: { property: 'signal', joinedBy: 'any' },
    classes: ['AbortController'],
  },
  agent: {
    properties: endings(['destroyed']),
    methods: {
      destroy: { effect: 'cancel', cutsOff: true },
      dispose: { effect: 'cancel', cutsOff: true },
      close: { effect: 'borrow', waits: true },
    },
  },
  request: {
    properties: endings(['destroyed', 'aborted', 'errored', 'closed']),
    methods: {
      destroy: { effect: 'cancel' },
      abort: { effect: 'cancel' },
      write: { effect: 'borrow', sends: true },
    },
    unknownMethods: 'self',
    endEvents: ['close'],
  },
  socket: {
    unknownMethods: 'self',
    properties: endings(['destroyed', 'errored', 'closed']),
    methods: { destroy: { effect: 'cancel' }, destroySoon: { effect: 'cancel' } },
  },
};

/** Options of a request that name a cancellation source: `{ signal: controller.signal, dispatcher: agent }`. */
export const cancellationOptions: Readonly<Record<string, string>> = {
  signal: 'controller',
  abortSignal: 'controller',
  dispatcher: 'agent',
  agent: 'agent',
};

/**
 * Options with the agent for the requests of one scheme. The URL decides whether a request uses it, so its end does not certainly
 * end a response.
 */
export const schemeAgentOptions: readonly string[] = ['httpAgent', 'httpsAgent'];

/** The handle of an instance whose method makes a request: `pool.request(…)`, `session.request(…)`. */
export const ASKED = 'agent';
