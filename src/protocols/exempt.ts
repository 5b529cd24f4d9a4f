/**
 * Calls that look like an acquisition but have no duty. Data only: the engine has no entry for them, the documentation lists them,
 * and the truth tests prove them.
 */
export interface Exempt {
  /** The call, for people. */
  readonly call: string;
  readonly why: string;
}

export const exempt: readonly Exempt[] = [
  { call: 'cache.match(request)', why: 'the body comes from the cache and needs no connection' },
  { call: 'undici.stream(url, options, factory)', why: 'the body flows into the writable that the factory returns' },
  { call: 'undici.upgrade(url)', why: 'returns a socket, not a response' },
  { call: 'undici.connect(url)', why: 'returns a socket, not a response' },
  {
    call: 'undici.request(url, { dispatcher: agent.compose(interceptors.dump()) })',
    why: 'the interceptor reads and discards the body',
  },
  { call: 'http.request(url)', why: 'without a `response` listener Node reads and discards the body' },
  { call: "req.on('information')", why: 'a 1xx response has no body' },
  { call: "req.on('upgrade')", why: 'the listener gets a socket, not a body' },
  { call: "req.on('connect')", why: 'the listener gets a socket, not a body' },
  {
    call: 'axios.get(url)',
    why: 'the client reads the body before the promise settles, also for a status that it rejects',
  },
  {
    call: 'ofetch(url)',
    why: 'the client reads the body before the promise settles, also for a status that it rejects',
  },
  { call: 'got(url)', why: 'the client reads the body before the promise settles, also for a status that it rejects' },
  {
    call: 'superagent.get(url)',
    why: 'the client reads the body before the promise settles, also for a status that it rejects',
  },
  { call: 'superagent.get(url).buffer(false)', why: 'the body is read and discarded, with or without a listener' },
  { call: 'superagent.get(url).pipe(writable)', why: 'the body flows into the writable' },
  { call: 'needle.get(url, callback)', why: 'the client reads the body before it calls the callback' },
  { call: "needle('get', url)", why: 'the client reads the body before the promise settles' },
  { call: 'phin(url)', why: 'the client reads the body before the promise settles, for every status' },
];
