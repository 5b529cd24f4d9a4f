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

const LOG_METHODS = new Set(['error', 'warn', 'warning', 'info', 'debug', 'trace', 'fatal', 'log', 'verbose']);

/** Whether a method of an object with this name logs, by the words people use: `logger.warn`, `this.auditLog.debug`. */
export const isLogger = (owner: string, method: string): boolean =>
  LOG_METHODS.has(method) && /[lL]og(?:ger)?$/.test(owner);

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
