/**
 * Calls of the platform that throw nothing with what their types allow: `strict` does not follow a path that needs one of them
 * to. Data only; `tests/protocols/truth/unfailing.test.ts` makes each of them.
 */
import { deferring, repeating } from './platform.js';

/** Functions and constructors, by their resolved names; a name that ends with a dot covers everything below. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  'global:console.',
  'global:Math.',
  'global:Number.',
  'global:Number',
  'global:String',
  'global:String.fromCharCode',
  'global:Boolean',
  'global:Symbol',
  'global:Date',
  'global:Date.',
  'global:parseInt',
  'global:parseFloat',
  'global:isNaN',
  'global:isFinite',
  'global:Array.',
  ...['assign', 'entries', 'freeze', 'fromEntries', 'hasOwn', 'is', 'keys', 'values'].map(
    (name) => `global:Object.${name}`,
  ),
  ...['all', 'allSettled', 'any', 'race', 'reject', 'resolve', 'withResolvers'].map((name) => `global:Promise.${name}`),
  ...['any', 'abort', 'timeout'].map((name) => `global:AbortSignal.${name}`),
  ...['byteLength', 'concat', 'from', 'isBuffer'].map((name) => `global:Buffer.${name}`),
  'global:clearTimeout',
  'global:clearInterval',
  'global:clearImmediate',
  ...deferring,
  ...repeating,
  // That of a cycle or a bigint throws: a path that no code has a release for.
  'global:JSON.stringify',
  'global:performance.now',
  'global:process.hrtime',
  'global:process.hrtime.bigint',
  'global:process.memoryUsage',
  'global:process.uptime',
  'global:crypto.randomUUID',
  'node:crypto:randomUUID',
  'node:fs:createReadStream',
  'node:fs:createWriteStream',
  'node:path:',
  'node:util:inspect',
  'node:util:format',
  'node:util:types.',
  'node:timers/promises:setTimeout',
  'node:timers/promises:setImmediate',
]);

/** Classes whose constructor throws nothing, by their resolved names. */
const CONSTRUCTORS: ReadonlySet<string> = new Set([
  ...[
    ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
    ...['Array', 'Date', 'Map', 'Object', 'Promise', 'Set', 'Uint8Array', 'WeakMap', 'WeakSet', 'DOMException'],
    ...['AbortController', 'Blob', 'Event', 'EventTarget', 'FormData', 'Headers', 'TextDecoder', 'TextDecoderStream'],
    ...['TextEncoder', 'TextEncoderStream', 'URLSearchParams'],
  ].map((name) => `global:${name}`),
  'node:events:',
  'node:events:EventEmitter',
  'node:stream:PassThrough',
]);

/** Methods of strings. */
const OF_STRINGS = [
  ...['at', 'charAt', 'charCodeAt', 'codePointAt', 'concat', 'endsWith', 'includes', 'indexOf', 'lastIndexOf'],
  ...['localeCompare', 'match', 'padEnd', 'padStart', 'replace', 'search', 'slice', 'split', 'startsWith', 'substring'],
  ...[
    'toLocaleLowerCase',
    'toLocaleUpperCase',
    'toLowerCase',
    'toString',
    'toUpperCase',
    'trim',
    'trimEnd',
    'trimStart',
  ],
];

/** Methods by the class of their object; those of a primitive by the class that wraps it. */
const METHODS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    String: OF_STRINGS,
    Number: ['toFixed', 'toString', 'valueOf'],
    Boolean: ['toString', 'valueOf'],
    Array: [
      ...['at', 'concat', 'entries', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'flat', 'flatMap'],
      ...['forEach', 'includes', 'indexOf', 'join', 'keys', 'lastIndexOf', 'map', 'pop', 'push', 'reverse', 'shift'],
      ...['slice', 'some', 'sort', 'splice', 'unshift', 'values'],
    ],
    Set: ['add', 'clear', 'delete', 'entries', 'forEach', 'has', 'keys', 'values'],
    Map: ['clear', 'delete', 'entries', 'forEach', 'get', 'has', 'keys', 'set', 'values'],
    WeakMap: ['delete', 'get', 'has', 'set'],
    WeakSet: ['add', 'delete', 'has'],
    Headers: ['entries', 'forEach', 'get', 'getSetCookie', 'has', 'keys', 'values'],
    URLSearchParams: [
      'append',
      'delete',
      'entries',
      'get',
      'getAll',
      'has',
      'keys',
      'set',
      'sort',
      'toString',
      'values',
    ],
    URL: ['toJSON', 'toString'],
    FormData: ['delete', 'entries', 'get', 'getAll', 'has', 'keys', 'values'],
    Date: [
      'getDate',
      'getDay',
      'getFullYear',
      'getHours',
      'getMinutes',
      'getMonth',
      'getSeconds',
      'getTime',
      'valueOf',
    ],
    RegExp: ['exec', 'test'],
    Error: ['toString'],
    Promise: ['catch', 'finally', 'then'],
    AbortController: ['abort'],
    TextDecoder: ['decode'],
    TextEncoder: ['encode'],
    Buffer: ['slice', 'subarray', 'toString'],
    Uint8Array: ['slice', 'subarray'],
    EventEmitter: ['eventNames', 'listenerCount', 'removeAllListeners', 'setMaxListeners'],
  }).map(([name, methods]) => [name, new Set(methods)]),
);

/** Other names of the types of the same methods. */
const SAME: Readonly<Record<string, string>> = {
  ReadonlyArray: 'Array',
  ReadonlyMap: 'Map',
  ReadonlySet: 'Set',
  PromiseLike: 'Promise',
};

/** Methods that only strings have, for an object whose class is unknown. */
const ONLY_OF_STRINGS: ReadonlySet<string> = new Set(
  OF_STRINGS.filter((name) =>
    /^(?:char|code|pad|split|trim|to(?:Locale)?(?:Lower|Upper)|startsWith|endsWith)/.test(name),
  ),
);

/** Promises of these functions are never rejected, if nothing aborts them. */
const NEVER_REJECTED: ReadonlySet<string> = new Set([
  'global:Promise.allSettled',
  'node:timers/promises:setTimeout',
  'node:timers/promises:setImmediate',
]);

/** The class of what a method that only strings have gives; null for every other method. */
export function givenByString(method: string): string | null {
  if (method === 'split') return 'Array';
  return ONLY_OF_STRINGS.has(method) && !/^(?:char|code|startsWith|endsWith)/.test(method) ? 'String' : null;
}

/** Whether a function throws nothing by itself, by its resolved name: `global:clearTimeout`, `global#Set.has`. */
export function isUnfailing(name: string): boolean {
  const plain = name.replace(/^node:(?:timers|console|process|buffer):/, 'global:');
  const [, type, method] = /^(?:global|node:events)#(\w+)\.(\w+)$/.exec(plain) ?? [];
  if (type && method) return isUnfailingMethod(type, method);
  if (FUNCTIONS.has(plain) || FUNCTIONS.has(name)) return true;
  const below = plain.search(/[.:][^.:]*$/);
  return below >= 0 && FUNCTIONS.has(plain.slice(0, below + 1));
}

/** The same for a constructor. */
export const isUnfailingConstructor = (name: string): boolean => CONSTRUCTORS.has(name);

/** The same for a method, by the class of its object; null for a class that is unknown. */
export const isUnfailingMethod = (type: string | null, method: string): boolean =>
  type === null ? ONLY_OF_STRINGS.has(method) : METHODS[SAME[type] ?? type]?.has(method) === true;

/** Whether a function of a library, whose code cannot be analysed, is a question by its name: `isAxiosError`. */
export const isQuestion = (name: string): boolean => /^(?:is|has)[A-Z]/.test(name);

/** All of it, for the tests that make each of these calls. */
export const unfailingCalls = { functions: FUNCTIONS, constructors: CONSTRUCTORS, methods: METHODS } as const;

/** Whether the promise that a function gives is never rejected. */
export const isNeverRejected = (name: string): boolean => NEVER_REJECTED.has(name);

/** Methods, and functions by their last name, that run the function which they are given before they return. */
export const runsAtOnce: ReadonlySet<string> = new Set([
  ...[
    'every',
    'filter',
    'find',
    'findIndex',
    'findLast',
    'flatMap',
    'forEach',
    'from',
    'map',
    'replace',
    'some',
    'sort',
  ],
]);
