/** All client tables, and look-ups over them. */
import { actionsHttpClient } from './clients/actions-http-client.js';
import { awsSdk } from './clients/aws-sdk.js';
import { axios } from './clients/axios.js';
import { azure } from './clients/azure.js';
import { deno } from './clients/deno.js';
import { fetch, fetchProtocol, injectableFetch } from './clients/fetch.js';
import { gaxios } from './clients/gaxios.js';
import { got } from './clients/got.js';
import { grpc } from './clients/grpc.js';
import { http, httpProtocol } from './clients/http.js';
import { http2 } from './clients/http2.js';
import { ky } from './clients/ky.js';
import { minipassFetch } from './clients/minipass-fetch.js';
import { needle } from './clients/needle.js';
import { nodeFetch } from './clients/node-fetch.js';
import { ofetch } from './clients/ofetch.js';
import { phin } from './clients/phin.js';
import { playwright } from './clients/playwright.js';
import { superagent } from './clients/superagent.js';
import { undici } from './clients/undici.js';
import { wretch } from './clients/wretch.js';
import { streamsGiven } from './derived-streams.js';
import type { Acquire, ClientTable, Injectable, Protocol, Source } from './protocol.js';

export type * from './protocol.js';
export { fetchProtocol, httpProtocol };

const clients: readonly ClientTable[] = [
  fetch,
  undici,
  http,
  http2,
  nodeFetch,
  minipassFetch,
  ky,
  ofetch,
  axios,
  got,
  needle,
  phin,
  wretch,
  superagent,
  gaxios,
  actionsHttpClient,
  awsSdk,
  azure,
  grpc,
  playwright,
  deno,
];

/** The protocols of bodies, then those of agents. */
export const protocols: readonly Protocol[] = clients
  .flatMap((client) => client.protocols)
  .sort((a, b) => Number(a.resource === 'agent') - Number(b.resource === 'agent'));

/** Objects with a body that no code has to read. */
export const sources: readonly Source[] = clients.flatMap((client) => client.sources ?? []);

/** The client that is recognised by its name, its types and its uses, independent of its origin. */
export const injectable: Injectable = injectableFetch;

const byCall = new Map<string, { readonly protocol: Protocol; readonly acquire: Acquire }>();
const byType = new Map<string, Protocol>();
const byEmitter = new Map<string, Protocol>();
for (const protocol of protocols) {
  for (const acquire of protocol.acquire) byCall.set(acquire.call, { protocol, acquire });
  for (const type of protocol.types) byType.set(type, protocol);
  if (protocol.announcedBy) byEmitter.set(protocol.announcedBy.emitter, protocol);
}

const byId = new Map([...protocols, ...sources.map(({ protocol }) => protocol)].map((one) => [one.id, one] as const));

/** The protocol of a finding, by its id. */
export const protocolById = (id: string): Protocol | undefined => byId.get(id);

/** The table entry for a call by its resolved name (`undici:request`, `undici#Pool.request`), if a protocol has one. */
export function acquireByName(name: string): { readonly protocol: Protocol; readonly acquire: Acquire } | undefined {
  return byCall.get(name);
}

/** The table entries for methods of this name that are recognised by what they are given, on whatever object they are called. */
export const acquireByArgument = (
  method: string,
): readonly { readonly protocol: Protocol; readonly acquire: Acquire }[] =>
  toldByArgument.filter(({ acquire: { call } }) => lastSegment(call) === method);

/** The protocol whose root has this type (`global#Response`). */
export function protocolByType(name: string): Protocol | undefined {
  return byType.get(name);
}

/** The protocol whose resource instances of this class (`node:http#ClientRequest`) announce to their listeners. */
export function protocolByEmitter(name: string): Protocol | undefined {
  return byEmitter.get(name);
}

/** The events of all clients that pass a resource: a cheap test before names are resolved. */
export const headEvents: ReadonlySet<string> = new Set(
  protocols.flatMap(({ announcedBy, headEvent }) => (announcedBy && headEvent ? [headEvent] : [])),
);

const sourceByType = new Map(sources.flatMap((source) => source.protocol.types.map((type) => [type, source] as const)));
const sourceByConstructor = new Map(sources.flatMap((source) => source.made.map((name) => [name, source] as const)));

/** The protocol of an object of this type (`global#Request`) that a function is given, whether or not it has to be released. */
export const givenByType = (name: string): Protocol | undefined =>
  sourceByType.get(name)?.protocol ?? protocolByType(name);

/** The objects with a body that the constructor of this resolved name makes, and no code has to read. */
export const sourceMadeBy = (name: string): Source | undefined => sourceByConstructor.get(name);

const lastSegment = (call: string): string => call.slice(Math.max(call.lastIndexOf(':'), call.lastIndexOf('.')) + 1);

const lastSegments = (entries: readonly { readonly acquire: Acquire }[]): ReadonlySet<string> =>
  new Set(entries.map(({ acquire }) => lastSegment(acquire.call)).filter(Boolean));

const toldByArgument = [...byCall.values()].filter(
  ({ acquire: { when } }) => when !== undefined && 'instance' in when && when.isEnough === true,
);

/** Last segments of all acquiring calls: a cheap test before names are resolved. */
export const acquireNames = lastSegments([...byCall.values()]);

/** The same for calls that return a request whose listeners get the resource. */
export const requestNames = lastSegments([...byCall.values()].filter(({ acquire }) => acquire.gives === 'request'));

const merged = (part: 'gives' | 'moduleTypes' | 'wraps' | 'typePackages'): ReadonlyMap<string, string> =>
  new Map(clients.flatMap((client) => Object.entries(client[part] ?? {})));

const given = merged('gives');
const moduleTypes = merged('moduleTypes');
const wrapping = merged('wraps');
const typePackages = merged('typePackages');
const keeping = new Map(clients.flatMap(({ agentGoesTo = {} }) => Object.entries(agentGoesTo)));
const sending = new Set(clients.flatMap((client) => client.sends ?? []));
const emptying = new Set(clients.flatMap((client) => client.emptying ?? []));
const modules = new Set([
  ...clients.flatMap((client) => client.modules ?? []),
  ...protocols
    .filter(({ resource }) => resource === 'body')
    .flatMap(({ acquire }) => acquire.map(({ call }) => moduleOf(call))),
]);
modules.delete('global');

function moduleOf(name: string): string {
  const hash = name.indexOf('#');
  return name.slice(0, hash >= 0 ? hash : name.lastIndexOf(':'));
}

const ofModules = [...byCall.values()].map(({ acquire: { call } }) => moduleOf(call.replace(/^new /, '')));

const clientModules = new Set([...ofModules, ...typePackages.keys()].map((module) => module.replace(/^node:/, '')));
clientModules.delete('global');

/** Whether a module is a client, or a part of one: `undici`, `node:http`, `undici/types/pool`. */
export function isClientModule(specifier: string): boolean {
  const name = specifier.replace(/^node:/, '');
  if (clientModules.has(name)) return true;
  // A name has at most two segments.
  const [scope, end = '', rest] = name.split('/');
  return (rest !== undefined && clientModules.has(`${scope!}/${end}`)) || (end !== '' && clientModules.has(scope!));
}

const globalCalls = [...byCall.keys()].flatMap((call) => /^(?:new )?global[:#](\w+)/.exec(call)?.[1] ?? []);

/** The globals by which code comes by a resource without an import, and the types of their resources: `fetch`, `Response`. */
export const clientGlobals: ReadonlySet<string> = new Set([
  ...globalCalls,
  ...[...byType.keys()].flatMap((type) => /^global#(.*)/.exec(type)?.[1] ?? []),
  ...sources.flatMap(({ made }) => made.flatMap((name) => /^global:(.*)/.exec(name)?.[1] ?? [])),
]);

/**
 * Whether a file with this text could use a client, by the words that it has to contain: a cheap test before the file is parsed.
 */
export const namesClient: (text: string) => boolean = (() => {
  const types = [...sourceByType.keys()].map((type) => type.slice(type.indexOf('#') + 1));
  const words = [...new Set([...clientGlobals, ...types])].join('|');
  const quoted = [...clientModules].map((module) => module.replaceAll(/[\^$*+?.()|[\]{}/-]/g, '\\$&')).join('|');
  // Behind the word that imports: the names of some modules are also those of other things.
  const imported = `(?:\\b(?:from|import|\\w*[rR]equire\\w*|getBuiltinModule)|\\))\\s*\\(?\\s*['"\`](?:node:)?(?:${quoted})['"\`/]`;
  const pattern = new RegExp(`\\b(?:${words})\\b|${imported}`);
  return (text) => pattern.test(text);
})();

/** The resolved name of the result of a call of this name, if it is not a resource: `undici#Dispatcher`, `ky:`. */
export const givenBy = (name: string): string | undefined =>
  given.get(name) ?? (Object.hasOwn(streamsGiven, name) ? streamsGiven[name] : undefined);

/** The module that an instance of this type behaves like: `ky:` for `ky#KyInstance`. */
export const moduleOfType = (name: string): string | undefined => moduleTypes.get(name);

/** The packages that contain only the types of a client. */
export const typesOfClients: readonly string[] = [...typePackages.keys()];

/** The module of a package that contains only types: `undici` for `undici-types`. */
export const typedBy = (name: string): string | undefined => typePackages.get(name);

/** The handle of the result of this constructor, relative to its first argument. */
export const wrappedBy = (name: string): string | undefined => wrapping.get(name);

/** Whether the callee sends the body that is passed to it, and rejects a body that has been touched or is locked. */
export const sendsBody = (name: string): boolean => sending.has(name);

/** Whether the function creates a client that holds the agent: the owner of the client can close it. */
export const holdsAgent = (name: string): boolean => keeping.get(name) === 'result';

/** Whether the function gives the agent to the module, which uses it for every request. */
export const keepsForModule = (name: string): boolean => keeping.get(name) === 'module';

/** Whether the function only borrows an agent for one request. */
export const usesAgent = (name: string): boolean => !keeping.has(name) && modules.has(moduleOf(name));

/** Whether an interceptor of this name reads and discards every body. */
export const readsBodies = (name: string): boolean => emptying.has(name);

/** The names of predicates for errors that hold a response: `isAxiosError`. */
export const errorPredicates: ReadonlySet<string> = new Set(
  protocols.flatMap(({ rejection }) => Object.keys(rejection?.is ?? {})),
);
