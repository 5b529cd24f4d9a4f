/** Every call of the platform that the table says throws nothing is made, with values that its types allow. */
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { isUnfailing, isUnfailingMethod, unfailingCalls } from '../../../src/protocols/unfailing.js';

const require = createRequire(import.meta.url);
const { functions, constructors, methods } = unfailingCalls;
const each = (part: unknown): unknown => part;

/** What a call is given: several lists of arguments, where one is not enough. */
const GIVEN: Readonly<Record<string, readonly unknown[][]>> = {
  'global:Array.from': [[[1, 2]], ['text', each]],
  'global:Buffer.byteLength': [['text']],
  'global:Buffer.concat': [[[Buffer.from('a'), Buffer.from('b')]]],
  'global:Buffer.from': [['text'], [[1, 2]]],
  'global:Object.assign': [[{}, { a: 1 }]],
  'global:Object.entries': [[{ a: 1 }], ['text']],
  'global:Object.freeze': [[{ a: 1 }]],
  'global:Object.fromEntries': [[[['a', 1]]], [new Headers({ a: 'b' }).entries()]],
  'global:Object.hasOwn': [[{ a: 1 }, 'a']],
  'global:Object.keys': [[{ a: 1 }]],
  'global:Object.values': [[{ a: 1 }]],
  'global:Promise.all': [[[1, Promise.resolve(2)]]],
  'global:Promise.allSettled': [[[1, Promise.resolve(2)]]],
  'global:Promise.any': [[[1, Promise.resolve(2)]]],
  'global:Promise.race': [[[1, Promise.resolve(2)]]],
  'global:AbortSignal.any': [[[new AbortController().signal]]],
  'global:AbortSignal.timeout': [[1]],
  'global:JSON.stringify': [[{ a: [1, 'b', null] }], [undefined]],
  'global:clearImmediate': [[setImmediate(() => undefined)]],
  'global:process.hrtime': [[]],
  'node:crypto:randomUUID': [[]],
  'node:path:join': [['a', 'b']],
  'node:path:basename': [['/a/b.c']],
};

/** An instance of every class of the table, and arguments for those of its methods that need any. */
const INSTANCES: Readonly<
  Record<string, { readonly of: () => unknown; readonly args?: Readonly<Record<string, unknown[]>> }>
> = {
  String: { of: () => 'some text', args: { replace: ['s', 'S'], match: [/s/], search: [/x/], localeCompare: ['b'] } },
  Number: { of: () => 1.5, args: { toFixed: [2] } },
  Boolean: { of: () => true },
  Array: { of: () => [3, 1, 2], args: { flatMap: [each], forEach: [each], map: [each], splice: [0, 1] } },
  Set: { of: () => new Set([1]), args: { forEach: [each] } },
  Map: { of: () => new Map([[1, 2]]), args: { forEach: [each] } },
  WeakMap: { of: () => new WeakMap(), args: { set: [{}, 1] } },
  WeakSet: { of: () => new WeakSet(), args: { add: [{}] } },
  Headers: { of: () => new Headers({ a: 'b' }), args: { forEach: [each], get: ['a'], has: ['a'] } },
  URLSearchParams: { of: () => new URLSearchParams('a=b'), args: { append: ['c', 'd'], set: ['a', 'c'] } },
  URL: { of: () => new URL('http://localhost/') },
  FormData: { of: () => new FormData() },
  Date: { of: () => new Date() },
  RegExp: { of: () => /a/ },
  Error: { of: () => new Error('no') },
  Promise: { of: () => Promise.resolve(1) },
  AbortController: { of: () => new AbortController() },
  TextDecoder: { of: () => new TextDecoder(), args: { decode: [new Uint8Array([104, 255])] } },
  TextEncoder: { of: () => new TextEncoder() },
  Buffer: { of: () => Buffer.from('text') },
  Uint8Array: { of: () => new Uint8Array(2) },
  EventEmitter: { of: () => new EventEmitter(), args: { listenerCount: ['close'], setMaxListeners: [20] } },
};

/** What methods are given, by their names. */
const USUAL: readonly (readonly [RegExp, unknown[]])[] = [
  [/^(?:every|filter|find\w*|some|then|catch|finally)$/, [each]],
  [/^(?:sort|to\w+|valueOf)$/, []],
  [/./, ['a', 'b']],
];

/** What a resolved name stands for; for a whole namespace, each function in it that needs nothing special. */
function resolve(name: string): unknown {
  const [, module, path] = /^(global|node:[\w/]+):(.*)$/.exec(name)!;
  const root: unknown = module === 'global' ? globalThis : require(module!);
  return path!
    .split('.')
    .filter((part) => part !== '')
    .reduce((owner, part) => (owner as Record<string, unknown>)[part], root);
}

/** Not in every version of Node that is supported. */
const NEWER = ['global:Promise.withResolvers'];
const DEFERRED = /\b(?:set(?:Timeout|Interval|Immediate)|nextTick|queueMicrotask|create\w+Stream)$/;
const CALLABLE = [...functions].filter(
  (name) => /\w$/.test(name) && !DEFERRED.test(name) && !(NEWER.includes(name) && resolve(name) === undefined),
);
/** What constructors are given that need something. */
const MADE_OF: Readonly<Record<string, unknown[]>> = {
  'global:AggregateError': [[]],
  'global:Event': ['close'],
  'global:Promise': [() => undefined],
};

describe('a call of the platform in the table', () => {
  it.each(CALLABLE)('%s throws nothing', (name) => {
    const owner = resolve(name.replace(/[.:]\w+$/, (end) => (end[0] === ':' ? ':' : '')));
    const called = resolve(name) as (...args: unknown[]) => unknown;
    for (const args of GIVEN[name] ?? [['1'], [1]]) expect(() => settle(called.apply(owner, args))).not.toThrow();
  });

  it.each(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'])('global:%s throws nothing', (name) => {
    vi.useFakeTimers();
    expect(isUnfailing(`global:${name}`)).toBe(true);
    expect(() =>
      (globalThis as unknown as Record<string, (run: () => void, ms: number) => void>)[name]!(() => undefined, 1),
    ).not.toThrow();
    vi.useRealTimers();
  });

  it.each([...constructors])('new %s throws nothing', (name) => {
    const made = resolve(name) as new (...args: unknown[]) => unknown;
    expect(() => new made(...(MADE_OF[name] ?? []))).not.toThrow();
  });

  it.each(Object.entries(methods).flatMap(([type, names]) => [...names].map((name) => [type, name] as const)))(
    '%s.%s throws nothing',
    (type, name) => {
      const { of, args = {} } = INSTANCES[type]!;
      const value = of() as Record<string, (...args: unknown[]) => unknown>;
      const given = Object.hasOwn(args, name) ? args[name]! : USUAL.find(([names]) => names.test(name))![1];
      expect(() => settle(value[name]!(...given))).not.toThrow();
    },
  );

  it('is not one that throws', () => {
    expect(['global:JSON.parse', 'global:decodeURIComponent', 'global:structuredClone'].filter(isUnfailing)).toEqual(
      [],
    );
    expect(isUnfailingMethod('String', 'repeat') || isUnfailingMethod('Array', 'reduce')).toBe(false);
  });
});

/** The rejection of a promise that a call gives is not of interest. */
function settle(given: unknown): void {
  if (given instanceof Promise) given.catch(() => undefined);
}
