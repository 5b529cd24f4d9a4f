/** The code that ends a duty, by client. Data only; each entry was measured (docs/measurements.md). */
import type { AccessStep, Release, ReleaseForm } from './protocol.js';

/** `.name`, and `?.name`. */
const get = (name: string): AccessStep => ({ name, optional: false });
const maybe = (name: string): AccessStep => ({ name, optional: true });

/** The events of a Node stream that flows to its end, and those of a stream that is destroyed. */
const FLOWS = ['data', 'readable', 'resume', 'end', 'close'];
const BREAKS = ['aborted', 'close'];

const drainResponse: ReleaseForm = {
  call: [get('arrayBuffer')],
  promise: true,
  waits: true,
  unread: ['bodyUsed'],
  emits: FLOWS,
};

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

/**
 * An iterator on which the code calls `next()` holds the lock like a reader; its `return()` cancels, after the `next()` that
 * is running.
 */
export const releaseIterator: Release = only({
  call: [get('return')],
  mayLack: true,
  promise: true,
  waits: true,
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

/**
 * `dump()` reads up to 128 KiB, which keeps the connection, and destroys a longer body; it handles the error of a body that
 * breaks off. A body that stalls ends with the `bodyTimeout` of the client. `destroy()` closes the connection of every body that has not
 * arrived completely, and needs an `error` listener.
 */
export const releaseData: Release = throughBody(get('body'));
export const releaseDataBody: Release = throughBody();

/** `resume()` keeps the socket and has no effect on a flowing stream; `destroy()` costs a connection. */
export const releaseMessage: Release = throughStream([]);
/** The same for a stream that may be missing. */
export const releaseMaybeMessage: Release = throughStream([], maybe);
/** `Readable.fromWeb(body)`: destroying it cancels the body, whose lock it holds. */
export const releaseConverted: Release = { ...releaseMessage, preferred: 'cancel' };
export const releaseAxios: Release = throughStream([get('data')]);
/** The error that rejects such a request has no response where there was none. */
export const releaseAxiosRejection: Release = throughStream([get('response'), maybe('data')]);
export const releaseHttpClientResponse: Release = throughStream([get('message')]);
export const releaseDownload: Release = throughStream([get('readableStreamBody')], maybe);
/**
 * The stream of an output of the AWS SDK, by the name of its member. It is read: some versions wrap it in a stream whose
 * `destroy()` leaves the socket open. A second read throws.
 */
export const releaseOutput = (member: string): Release => readAway(get(member));
export const releaseOutputStream: Release = readAway();

/** Waits for running responses, and is not awaited: an awaited close never resolves while a body is unread. */
export const releaseAgent: Release = only({ call: [get('close')], promise: true });
/** Interrupts running responses, because there is no method that waits. */
export const releaseHttpAgent: Release = only({ call: [get('destroy')], promise: false, cutsReaders: true });
export const releaseHttpClient: Release = only({ call: [get('dispose')], promise: false, cutsReaders: true });
/** Lets running calls finish, and returns at once. */
export const releaseDenoClient: Release = only({ call: [get('close')], promise: false });
export const releaseGrpcClient: Release = only({ call: [get('close')], promise: false });
/** The responses have been received completely; they are no longer readable after it. */
export const releaseRequestContext: Release = only({ call: [get('dispose')], promise: true, cutsReaders: true });
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

/** @param step how the method is reached: `maybe` if the stream may be missing */
function throughStream(path: readonly AccessStep[], step = get): Release {
  return {
    cancel: { call: [...path, step('destroy')], promise: false, cutsReaders: true, severs: true, emits: BREAKS },
    drain: { call: [...path, step('resume')], promise: false, emits: FLOWS },
    preferred: 'drain',
  };
}

/** Reads the stream that the steps lead to. */
function readAway(...path: readonly AccessStep[]): Release {
  return only({
    call: [...path, maybe('transformToByteArray')],
    promise: true,
    waits: true,
    unread: [...path.map(({ name }) => name), 'readableDidRead'],
    tellsLate: true,
    emits: FLOWS,
  });
}

function throughBody(...body: readonly AccessStep[]): Release {
  const unread = [...body.map(({ name }) => name), 'bodyUsed'];
  return {
    cancel: {
      call: [...body, get('dump')],
      promise: true,
      waits: true,
      unread,
      tellsLate: true,
      severs: true,
      emits: [...FLOWS, 'error'],
    },
    drain: { call: [...body, get('arrayBuffer')], promise: true, waits: true, unread, tellsLate: true, emits: FLOWS },
    preferred: 'cancel',
  };
}
