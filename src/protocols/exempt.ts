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
  { call: 'cache.match(request)', why: 'the body comes from the cache: there is no connection under it' },
  { call: 'undici.stream(url, options, factory)', why: 'the body flows into the writable that the factory returns' },
  { call: 'undici.upgrade(url)', why: 'gives a socket, not a response' },
  { call: 'undici.connect(url)', why: 'gives a socket, not a response' },
  {
    call: 'undici.request(url, { dispatcher: agent.compose(interceptors.dump()) })',
    why: 'the interceptor reads and discards the body',
  },
  { call: 'http.request(url)', why: 'without a `response` listener Node reads and discards the body' },
  { call: "req.on('information')", why: 'a 1xx response has no body' },
  { call: "req.on('upgrade')", why: 'gives a socket, not a body' },
  { call: "req.on('connect')", why: 'gives a socket, not a body' },
  { call: 'axios.get(url)', why: 'is read before the promise settles, also for a status that is rejected' },
  { call: 'ofetch(url)', why: 'is read before the promise settles, also for a status that is rejected' },
  { call: 'got(url)', why: 'is read before the promise settles, also for a status that is rejected' },
  { call: 'superagent.get(url)', why: 'is read before the promise settles, also for a status that is rejected' },
  { call: 'superagent.get(url).buffer(false)', why: 'the body flows by itself, with or without a listener' },
  { call: 'superagent.get(url).pipe(writable)', why: 'the body flows into the writable' },
  { call: 'needle.get(url, callback)', why: 'is read before the callback is called' },
  { call: "needle('get', url)", why: 'is read before the promise settles' },
  { call: 'phin(url)', why: 'is read before the promise settles, whatever its status' },
];
