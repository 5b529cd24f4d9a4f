/** The code that ends a duty, by client. Data only; each entry was measured (docs/measurements.md). */
import type { AccessStep, Release, ReleaseForm } from './protocol.js';

/** `.name`, and `?.name`. */
const get = (name: string): AccessStep => ({ name, optional: false });
const maybe = (name: string): AccessStep => ({ name, optional: true });

/** The events of a Node stream that flows to its end, and those of a stream that is destroyed. */
const FLOWS = ['data', 'readable', 'resume', 'end', 'close'];
const BREAKS = ['aborted', 'close'];

const drainResponse: ReleaseForm = { call: [get('arrayBuffer')], promise: true, unread: ['bodyUsed'], emits: FLOWS };

/** A `Response` of WHATWG fetch. Its body may be null; a cancel after a read rejects. */
export const releaseResponse: Release = {
  cancel: { call: [get('body'), maybe('cancel')], promise: true, unread: ['bodyUsed'], severs: true },
  drain: drainResponse,
  preferred: 'cancel',
};

/** The stream of a `Response`, which may be null. Draining it needs a loop, so it is cancelled in both cases. */
export const releaseBody: Release = only({
  call: [maybe('cancel')],
  promise: true,
  unread: ['locked'],
  severs: true,
});

/** The results of `tee()` and `pipeThrough()`. */
export const releaseDerived: Release = only({ call: [get('cancel')], promise: true, unread: ['locked'], severs: true });

/** A reader holds the lock, so only the reader can cancel; that has no effect on a body that has ended. */
export const releaseReader: Release = only({ call: [get('cancel')], promise: true, severs: true });

/** An iterator on which the code calls `next()` holds the lock like a reader; its `return()` cancels. */
export const releaseIterator: Release = only({
  call: [get('return')],
  mayLack: true,
  promise: true,
  severs: true,
  emits: BREAKS,
});

/**
 * The stream is Node's: it has no `cancel()`, and version 2 leaks a destroyed one. Some forks are typed as WHATWG
 * fetch: there the body is read.
 */
export const releaseNodeFetch: Release = {
  cancel: { call: [get('body'), maybe('resume')], promise: false, emits: FLOWS },
  drain: drainResponse,
  preferred: 'cancel',
  cancels: ['node-fetch', 'make-fetch-happen', 'minipass-fetch', 'npm-registry-fetch'],
};
export const releaseNodeFetchBody: Release = {
  ...only({ call: [maybe('resume')], promise: false, emits: FLOWS }),
  cancels: releaseNodeFetch.cancels!,
};

/** `dump()` reads up to 128 KiB and destroys a longer body; `destroy()` alone needs an `error` listener. */
export const releaseData: Release = throughBody(get('body'));
export const releaseDataBody: Release = throughBody();

/** `resume()` keeps the socket and has no effect on a flowing stream; `destroy()` costs a connection. */
export const releaseMessage: Release = {
  cancel: { call: [get('destroy')], promise: false, cutsReaders: true, severs: true, emits: BREAKS },
  drain: { call: [get('resume')], promise: false, emits: FLOWS },
  preferred: 'drain',
};
/** `Readable.fromWeb(body)`: destroying it cancels the body, whose lock it holds. */
export const releaseConverted: Release = { ...releaseMessage, preferred: 'cancel' };
export const releaseAxios: Release = {
  cancel: { call: [get('data'), get('destroy')], promise: false, cutsReaders: true, severs: true, emits: BREAKS },
  drain: { call: [get('data'), get('resume')], promise: false, emits: FLOWS },
  preferred: 'drain',
};

/** Waits for running responses, and is not awaited: an awaited close never resolves while a body is unread. */
export const releaseAgent: Release = only({ call: [get('close')], promise: true });
/** Interrupts running responses, because there is no method that waits. */
export const releaseHttpAgent: Release = only({ call: [get('destroy')], promise: false, cutsReaders: true });
/**
 * Waits for the streams that are open; one that was requested just before fails (`ERR_HTTP2_GOAWAY_SESSION`, measured
 * on Node 20 to 26).
 */
export const releaseSession: Release = only({
  call: [get('close')],
  promise: false,
  refusesPending: { endEvent: 'close' },
});

function only(form: ReleaseForm): Release {
  return { cancel: form, drain: form, preferred: 'cancel' };
}

function throughBody(...body: readonly AccessStep[]): Release {
  const unread = [...body.map(({ name }) => name), 'bodyUsed'];
  return {
    cancel: {
      call: [...body, get('dump')],
      promise: true,
      unread,
      tellsLate: true,
      severs: true,
      emits: [...FLOWS, 'error'],
    },
    drain: { call: [...body, get('arrayBuffer')], promise: true, unread, tellsLate: true, emits: FLOWS },
    preferred: 'cancel',
  };
}
