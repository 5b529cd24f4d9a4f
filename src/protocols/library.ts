/** Calls into the platform that only look at what they are given, or that give back another view of it. Data only. */

/** Resolved names of functions that keep nothing; a trailing `*` covers everything below. */
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

/** What expects a promise to be rejected takes it: on the path that goes on there is no response. */
const isExpectedToFail = (name: string): boolean => /\.?(?:rejects|doesNotReject)$/.test(name);

/** `logger.warn`, `this.log.debug`, by the words people use. */
const LOGGER = /(?:^|[.#:])(?:\w*[lL]og(?:ger)?)\.(?:error|warn|warning|info|debug|trace|fatal|log|verbose)$/;

/** Whether a name as it is written in the source is that of a logger's method. */
export const isLogger = (written: string): boolean => LOGGER.test(written);

/** Whether the function with this resolved name merely looks at its arguments. */
export function isBorrower(name: string): boolean {
  if (isExpectedToFail(name)) return false;
  return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix) || name === prefix.replace(/[:.]$/, ''));
}

/** Functions whose first argument comes back as another handle of the same resource. */
export const converters: Readonly<Record<string, string>> = {
  'node:stream:Readable.fromWeb': 'stream',
  'node:stream:Readable.from': 'stream',
};

/** Modules whose functions use an agent they are given and give it back, whatever else they do. */
const CLIENTS = [
  'undici',
  'node:http',
  'node:https',
  'node:http2',
  'got',
  'axios',
  'ky',
  'node-fetch',
  'cross-fetch',
  'minipass-fetch',
  'make-fetch-happen',
  'superagent',
  'needle',
];

/** Functions of those modules that keep the agent. */
const KEEPERS = new Set(['undici:setGlobalDispatcher', 'axios:create', 'got:extend', 'ky:create', 'ky:extend']);

/** Whether the function makes a client that holds the agent: whoever has the client can close it. */
export function holdsAgent(name: string): boolean {
  return KEEPERS.has(name) && name !== 'undici:setGlobalDispatcher';
}

/** Whether the function with this resolved name merely uses an agent for one request. */
export function usesAgent(name: string): boolean {
  return !KEEPERS.has(name) && CLIENTS.some((module) => name.startsWith(`${module}:`) || name.startsWith(`${module}#`));
}

/** Constructors whose first argument lives on in what they make. */
export const wrappers: Readonly<Record<string, string>> = {
  'global:Response': 'rewrapped',
  'undici:Response': 'rewrapped',
  'undici:RetryAgent': 'dispatcher',
};

/** Interceptors that read every body away, so that a request through them leaves nothing to end. */
export const emptying: ReadonlySet<string> = new Set(['undici:interceptors.dump']);

/** Methods of an emitter that add a listener. */
export const listening: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
]);

/** Methods that forget a function they are given, whoever they belong to. */
export const removers: ReadonlySet<string> = new Set(['off', 'removeListener', 'removeEventListener', 'unsubscribe']);

/** Methods that run a function in a browser's page, where it is no code of this process. */
export const sendsAway: ReadonlySet<string> = new Set([
  'evaluate',
  'evaluateHandle',
  'evaluateOnNewDocument',
  'addInitScript',
  'waitForFunction',
  '$eval',
  '$$eval',
]);

/** Functions that never return. */
export const diverging: ReadonlySet<string> = new Set([
  'global:process.exit',
  'global:process.abort',
  'node:process:exit',
  'node:process:abort',
]);

/** What a call gives, for the factories whose result is an instance the tables know by name. */
export const factories: Readonly<Record<string, string>> = {
  'undici:getGlobalDispatcher': 'undici#Dispatcher',
  'node:http:request': 'node:http#ClientRequest',
  'node:http:get': 'node:http#ClientRequest',
  'node:https:request': 'node:http#ClientRequest',
  'node:https:get': 'node:http#ClientRequest',
  'node:http2:connect': 'node:http2#ClientHttp2Session',
  'axios:create': 'axios#AxiosInstance',
};

/** Factories whose result behaves as the module itself. */
export const extenders: Readonly<Record<string, string>> = {
  'ky:create': 'ky:',
  'ky:extend': 'ky:',
  'got:extend': 'got:',
  'make-fetch-happen:defaults': 'make-fetch-happen:',
  'npm-registry-fetch:defaults': 'npm-registry-fetch:',
};

/** The types of such results. */
export const extended: Readonly<Record<string, string>> = {
  'ky#KyInstance': 'ky:',
  'got#Got': 'got:',
};
