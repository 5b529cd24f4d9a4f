/**
 * Proves a protocol table: one request for every call that acquires, and one for every method, property, event, loop and
 * disposal of every handle, each compared with what the table says about it. What a table names and the client does
 * not have must be listed; so must entries that cannot be proven here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Effect, Handle, Protocol } from '../../../src/protocols/index.js';
import { TruthServer, UNSENDABLE, type Fate } from './server.js';

/** How one client is used. */
export interface Client {
  readonly name: string;
  readonly protocol: Protocol;
  /** By `acquire.call`: makes a request and gives the root handle. */
  readonly acquire: Readonly<Record<string, (url: string) => unknown>>;
  /** Acquiring calls of packages that are not installed here. */
  readonly unproven?: readonly string[];
  /** By handle: how to get from the root to it; the root's may be left out. */
  readonly reach: Readonly<Record<string, (root: object) => unknown>>;
  /** By `handle.member`: how it is used, where calling it without arguments would not do. */
  readonly use?: Readonly<Record<string, (target: object) => unknown>>;
  /** `handle.member` that this version of the client does not have. */
  readonly absent?: readonly string[];
  /** `handle.member` where this version falls short of the table, and what it does instead. */
  readonly refuted?: Readonly<Record<string, Fate>>;
  /** The state of an unread body; `open` by default. */
  readonly unread?: Fate;
  /** Handles that are the very ones of this table are proven there. */
  readonly sharedWith?: Protocol;
  readonly server?: () => Promise<TruthServer>;
  readonly inError?: {
    /** The functions and classes that recognise the error, as the module exports them. */
    readonly told: object;
    /** How the answer inside is read; absent where this version has read it itself. */
    readonly read?: (answer: object) => unknown;
  };
}

const fateOf = ({ unread = 'open' }: Client, effect: Exclude<Effect, 'transfer'>): Fate =>
  effect === 'consume' ? 'read' : effect === 'cancel' ? 'closed' : unread;

/** Events that tell something and read nothing. */
const IDLE_EVENTS = ['end', 'close', 'error', 'readable', 'pause'];

interface Claim {
  readonly id: string;
  readonly expected: Fate;
  readonly act: (url: string) => unknown;
}

/** Whatever is held here is not garbage, so that no collection ends a duty in secret. */
const held: unknown[] = [];

export function proveClient(client: Client): void {
  describe(client.name, () => {
    const claims = [
      ...acquisitions(client),
      ...ownHandles(client).flatMap(([name, handle]) => ofHandle(client, name, handle)),
      ...ofPromise(client),
      ...ofError(client),
    ];
    const fates = new Map<string, Promise<Fate>>();
    let server: TruthServer;

    beforeAll(async () => {
      server = await (client.server ?? TruthServer.start)();
      // What stays open is looked at when nothing else keeps the process busy.
      for (const isOpen of [false, true]) {
        for (const { id, act, expected } of claims)
          if ((expected === 'open') === isOpen) fates.set(id, follow(server, id, act, expected));
        await Promise.allSettled(fates.values());
      }
    });
    afterAll(() => server.close());

    it('has a proof for every call that acquires', () => {
      const named = client.protocol.acquire.map(({ call }) => call);
      expect([...Object.keys(client.acquire), ...(client.unproven ?? [])].sort()).toEqual([...new Set(named)].sort());
    });

    it.each(claims)('$id: $expected', async ({ id, expected }) => expect(await fates.get(id)).toBe(expected));
  });
}

/** Makes one request, does what is claimed about, and waits for the server to say what became of the body. */
export async function follow(
  server: TruthServer,
  id: string,
  act: (url: string) => unknown,
  expected: Fate,
  query = '',
): Promise<Fate> {
  held.push(await act(server.url(id, expected === 'read' ? query : `length=${UNSENDABLE}&${query}`)));
  return server.fate(id, expected);
}

function acquisitions(client: Client): Claim[] {
  return Object.entries(client.acquire).map(([call, act]) => ({
    id: `${call} unread`,
    expected: fateOf(client, 'borrow'),
    act: async (url) => quiet(await act(url)),
  }));
}

function ownHandles({ protocol, sharedWith }: Client): [string, Handle][] {
  return Object.entries(protocol.handles).filter(
    ([name, handle]) => sharedWith?.handles[name] !== handle && name !== protocol.rejection?.handle,
  );
}

function ofHandle(client: Client, name: string, handle: Handle): Claim[] {
  const { methods = {}, properties = {}, events = {}, iterate, disposable } = handle;
  const claim = (member: string, effect: Effect, act: (target: object) => unknown): Claim[] => {
    const id = `${name}.${member}`;
    if (effect === 'transfer' || client.absent?.includes(id)) return [];
    return [
      {
        id,
        expected: client.refuted?.[id] ?? fateOf(client, effect),
        act: (url) => onHandle(client, name, url, client.use?.[id] ?? act),
      },
    ];
  };
  return [
    ...Object.entries(methods).flatMap(([method, { effect }]) =>
      claim(method, effect, (target) => callMember(target, method)),
    ),
    ...(Object.keys(properties).length > 0
      ? claim('(its properties)', 'borrow', (target) => readAll(target, properties))
      : []),
    ...Object.entries(events).flatMap(([event, effect]) =>
      claim(`on('${event}')`, effect, (target) => callMember(target, 'on', event, ignore)),
    ),
    ...(Object.keys(events).length > 0
      ? IDLE_EVENTS.flatMap((event) =>
          claim(`on('${event}')`, 'borrow', (target) => callMember(target, 'on', event, ignore)),
        )
      : []),
    ...(iterate
      ? [
          ...claim('(for await to the end)', iterate, readThrough),
          ...claim('(for await left early)', 'cancel', readOne),
        ]
      : []),
    ...(disposable ? claim('(await using)', 'cancel', (target) => callMember(target, '@@asyncDispose')) : []),
  ];
}

/** Reads every property; none may tell that an unread body has ended. */
function readAll(target: object, properties: NonNullable<Handle['properties']>): void {
  for (const [name, property] of Object.entries(properties)) {
    const value: unknown = Reflect.get(target, name);
    if (property === 'ended') expect(value, name).toBeFalsy();
  }
}

/** `ky(url).json()`. */
function ofPromise(client: Client): Claim[] {
  const first = Object.values(client.acquire)[0]!;
  return Object.entries(client.protocol.promiseMethods ?? {}).flatMap(([method, { effect }]) =>
    effect === 'transfer'
      ? []
      : [
          {
            id: `promise.${method}`,
            expected: fateOf(client, effect),
            act: async (url: string) => await Promise.resolve(callMember(first(url) as object, method)).catch(ignore),
          },
        ],
  );
}

/** The error of a rejected status. */
function ofError(client: Client): Claim[] {
  const { rejection, handles } = client.protocol;
  const { inError } = client;
  if (!rejection || !inError) return [];
  const properties = Object.entries(handles[rejection.handle]?.properties ?? {});
  const look = (error: object): void => {
    for (const [name, property] of properties)
      if (typeof property === 'object' && 'values' in property)
        expect(property.values).toContain(Reflect.get(error, name));
    for (const [name, told] of Object.entries(rejection.is))
      if (name in inError.told) expect(isTold(error, Reflect.get(inError.told, name)), name).toBe(told);
  };
  const claim = (id: string, expected: Fate, act: (error: object) => unknown): Claim => ({
    id,
    expected,
    act: async (url) => {
      const error = quiet(
        await Promise.resolve(Object.values(client.acquire)[0]!(`${url}&status=500`)).then(
          () => new Error('nothing was rejected'),
          (reason: unknown) => reason,
        ),
      ) as object;
      held.push(error);
      await act(error);
    },
  });
  const { read } = inError;
  return [
    claim('rejected', read ? 'open' : 'read', look),
    ...(read ? [claim('rejected, and read', 'read', (error) => read(Reflect.get(error, 'response') as object))] : []),
  ];
}

function isTold(error: object, by: unknown): boolean {
  const told = by as { readonly prototype?: unknown } & ((value: unknown) => boolean);
  return told.prototype instanceof Error ? error instanceof (by as new () => Error) : told(error);
}

async function onHandle(client: Client, name: string, url: string, act: (target: object) => unknown): Promise<unknown> {
  const root = quiet(await Object.values(client.acquire)[0]!(url)) as object;
  const reached = name === client.protocol.root && !client.reach[name] ? root : client.reach[name];
  if (reached === undefined) throw new Error(`nothing says how to reach ${name}`);
  const target = quiet(
    typeof reached === 'function' && reached !== root ? await (reached as (from: object) => unknown)(root) : reached,
  ) as object;
  held.push(root, target);
  // Some of them wait for an unread body.
  const result = act(target);
  held.push(quiet(result));
  Promise.resolve(result).catch(ignore);
  return undefined;
}

/** Ignores errors of a stream that is cut off: only the server is asked. */
function quiet(value: unknown): unknown {
  if (typeof value === 'object' && value !== null)
    for (const part of [value, ...(Object.values(value) as unknown[])]) if (isEmitter(part)) part.on('error', ignore);
  return value;
}

const isEmitter = (value: unknown): value is NodeJS.EventEmitter =>
  typeof value === 'object' && value !== null && 'on' in value && typeof value.on === 'function';

/** @throws TypeError where there is no such method: the table must not name it, or the client must list it as absent */
export function callMember(target: object, name: string, ...args: readonly unknown[]): unknown {
  const method: unknown = Reflect.get(
    target,
    name === '@@asyncIterator' ? Symbol.asyncIterator : name === '@@asyncDispose' ? Symbol.asyncDispose : name,
  );
  if (typeof method !== 'function') throw new TypeError(`there is no method ${name}`);
  return Reflect.apply(method, target, args);
}

async function readThrough(target: object): Promise<void> {
  for await (const chunk of target as AsyncIterable<unknown>) ignore(chunk);
}

async function readOne(target: object): Promise<void> {
  for await (const chunk of target as AsyncIterable<unknown>) {
    ignore(chunk);
    break;
  }
}

export function ignore(_: unknown): void {}

/** A package without types, or an alias whose types are those of another version. */
export async function load<T>(name: string): Promise<T> {
  return ((await import(name)) as { default: T }).default;
}
