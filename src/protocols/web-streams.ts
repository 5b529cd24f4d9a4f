/** The handles of a WHATWG `Response` and its streams, which several clients return. */
import type { Handle, Method } from './protocol.js';
import { releaseBody, releaseDerived, releaseIterator, releaseReader, releaseResponse } from './releases.js';

export const READS = ['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData'];

/** The results of the readers that give no bytes. */
const GIVES: Readonly<Record<string, Pick<Method, 'gives' | 'parses'>>> = {
  text: { gives: 'text' },
  json: { gives: 'parsed text', parses: true },
  formData: { parses: true },
};

/**
 * A failed parse has also read the body (measured).
 *
 * @param needs the precondition of each of them
 */
export const readers = (names: readonly string[], needs: NonNullable<Method['needs']>): Record<string, Method> =>
  Object.fromEntries(names.map((name) => [name, { effect: 'consume', locks: 'read', needs, ...GIVES[name] } as const]));

const borrows = (names: readonly string[]): Record<string, 'borrow'> =>
  Object.fromEntries(names.map((name) => [name, 'borrow' as const]));

/** @param needs the precondition of a read, which depends on how the client detects earlier reads */
export const responseHandle = (body: string, needs: NonNullable<Method['needs']> = 'untouched'): Handle => ({
  classes: ['Response'],
  release: releaseResponse,
  properties: {
    body: { handle: body, nullable: true },
    status: 'status',
    ok: 'ok',
    bodyUsed: 'used',
    headers: 'headers',
    ...borrows(['statusText', 'url', 'redirected', 'type', 'size', 'timeout']),
  },
  cannotThrow: ['get', 'has', 'keys', 'values', 'entries'].map((name) => `headers.${name}`),
  methods: {
    ...readers(READS, needs),
    clone: { effect: 'borrow', returns: { handle: 'response' }, splits: true, buffers: true, needs },
    // Class instances of any kind; inspecting them has no effect.
    ...Object.fromEntries(
      ['toString', 'valueOf', 'hasOwnProperty'].map((name) => [name, { effect: 'borrow' } as const]),
    ),
  },
});

/**
 * The same for clients whose clones are Node streams: one branch waits until the other is read (measured).
 *
 * @param more the other readers of the client
 * @param needs the precondition of a read
 */
export function nodeResponseHandle(more: readonly string[], needs: NonNullable<Method['needs']>): Handle {
  const { methods = {}, ...handle } = responseHandle('body', needs);
  const { buffers: _, ...clone } = methods['clone']!;
  return { ...handle, methods: { ...methods, clone, ...readers(more, needs) } };
}

/** With this option, leaving a loop early does not cancel the stream. */
const KEEPING = { option: 'preventCancel', equals: true } as const;

/** `ReadableStream` and its readers, per the WHATWG Streams standard. */
export const webStreamHandles: Readonly<Record<string, Handle>> = {
  body: {
    classes: ['ReadableStream'],
    orphan: true,
    release: releaseBody,
    properties: { locked: 'locked' },
    methods: {
      cancel: { effect: 'cancel', rejectsWhileLocked: true, touches: 'at once' },
      getReader: { effect: 'borrow', returns: { handle: 'reader' }, locks: 'reader', needs: 'unlocked' },
      tee: {
        effect: 'borrow',
        returns: { tuple: [{ handle: 'derived' }, { handle: 'derived' }] },
        splits: true,
        locks: 'tee',
        needs: 'unlocked',
      },
      pipeTo: { effect: 'consume', locks: 'pipe', needs: 'unlocked', touches: 'at once' },
      pipeThrough: {
        effect: 'borrow',
        returns: { handle: 'derived' },
        locks: 'pipe',
        feeds: true,
        needs: 'unlocked',
        touches: 'at once',
      },
      values: {
        effect: 'borrow',
        returns: { handle: 'iterator' },
        locks: 'reader',
        exceptWithOption: KEEPING,
        needs: 'unlocked',
      },
      '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' }, locks: 'reader', needs: 'unlocked' },
    },
    iterate: 'consume',
  },
  // The result of a pipe or a tee: a separate stream with its own lock.
  derived: {
    classes: ['ReadableStream'],
    branch: true,
    release: releaseDerived,
    properties: { locked: 'borrow' },
    methods: {
      cancel: { effect: 'cancel', touches: 'at once' },
      getReader: { effect: 'borrow', returns: { handle: 'reader' } },
      tee: { effect: 'borrow', returns: { tuple: [{ handle: 'derived' }, { handle: 'derived' }] }, splits: true },
      pipeTo: { effect: 'consume', touches: 'at once' },
      pipeThrough: { effect: 'borrow', returns: { handle: 'derived' }, feeds: true },
      values: { effect: 'borrow', returns: { handle: 'iterator' }, exceptWithOption: KEEPING },
      '@@asyncIterator': { effect: 'borrow', returns: { handle: 'iterator' } },
    },
    iterate: 'consume',
  },
  reader: {
    holdsLock: true,
    release: releaseReader,
    properties: { closed: 'borrow' },
    endPromises: ['closed'],
    methods: {
      read: { effect: 'borrow', returns: { promise: 'read-result' }, touches: 'at once' },
      cancel: { effect: 'cancel', keepsLock: true, touches: 'at once' },
      // Releasing the lock does not release the connection.
      releaseLock: { effect: 'borrow', unlocks: true },
    },
    cannotThrow: ['releaseLock'],
  },
  iterator: {
    holdsLock: true,
    release: releaseIterator,
    methods: {
      next: { effect: 'borrow', returns: { promise: 'read-result' }, touches: 'at once' },
      return: { effect: 'cancel', touches: 'at once' },
    },
    iterate: 'consume',
  },
};
