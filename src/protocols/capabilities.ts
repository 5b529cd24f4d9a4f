/** Look-ups in the tables by capabilities of clients and handles, not by their names. */
import { cancellationOptions, cancellationSources, schemeAgentOptions } from './cancellation-sources.js';
import { derivedHandles } from './derived-streams.js';
import { protocols, sources } from './index.js';
import type { Handle, Method, Protocol, ReleaseForm } from './protocol.js';

/** A handle of a client, or one that any body may be turned into. */
export const handleOf = ({ handles }: Protocol, name: string): Handle | undefined =>
  handles[name] ?? derivedHandles[name];

const methodsOf = ({ methods = {} }: Handle): readonly Method[] => Object.values(methods);
const handlesOf = ({ handles }: Protocol): readonly Handle[] => Object.values(handles);

const followedOn = new Set(
  [...protocols, ...sources.map(({ protocol }) => protocol)].filter((protocol) =>
    handlesOf(protocol).some((handle) =>
      methodsOf(handle).some(
        ({ rejectsWhileLocked, needs }) => rejectsWhileLocked || needs === 'untouched' || needs === 'unread',
      ),
    ),
  ),
);

/** Whether there is an operation that fails on a body that has been read or cancelled. */
export const isFollowedOn = (protocol: Protocol): boolean => followedOn.has(protocol);

/** Members of an object with a body that read it, or lead to it, of those that no code has to read. */
export const readingMembers: ReadonlySet<string> = new Set(
  sources.flatMap(({ protocol }) => {
    const { methods = {}, properties = {} } = protocol.handles[protocol.root]!;
    const leading = Object.entries(properties).filter(([, property]) => typeof property === 'object');
    const reading = Object.entries(methods).filter(([, { needs }]) => needs !== undefined);
    return [...reading, ...leading].map(([name]) => name);
  }),
);

const classesOfSources = sources.flatMap(({ protocol }) =>
  protocol.types.map((type) => type.slice(type.indexOf('#') + 1)),
);

/**
 * Whether a file with these names could use an object with a body that it is given, or that it makes itself: by the names of their
 * classes, and of the members that read them. A cheap test before any function is examined.
 */
export const mayReadBodies = (names: ReadonlySet<string>): boolean =>
  [...readingMembers, ...classesOfSources].some((name) => names.has(name));

/** What iterating over the stream of a body, or another read of all of it, needs; undefined for other handles. */
export const needsOfStream = ({ handles }: Protocol, name: string): Method['needs'] =>
  handles[name]?.methods?.['@@asyncIterator']?.needs;

/** Whether a handle is the stream of a body: using it fails while its lock is held. */
export const isExclusive = (protocol: Protocol, name: string): boolean => needsOfStream(protocol, name) === 'unlocked';

const classLists = protocols.flatMap(handlesOf).flatMap(({ classes }) => (classes ? [classes] : []));

/** Whether an instance of `classes` cannot be one of `other`: it is the class of handles, but of none of theirs. */
export function excludesClass(classes: readonly string[], other: string): boolean {
  const lists = classLists.filter((list) => list.includes(other));
  return classes.length > 0 && lists.length > 0 && !lists.some((list) => list.some((name) => classes.includes(name)));
}

/** Whether a cancellation source can affect a response that has been handed on: its close waits for the response, or interrupts it. */
export function outlivesHandOver(source: string): boolean {
  const handle = cancellationSources[source];
  return handle !== undefined && methodsOf(handle).some(({ waits, cutsOff }) => waits === true || cutsOff === true);
}

/** Methods that end an agent of any client. */
export const closingMethods: ReadonlySet<string> = new Set(
  protocols
    .filter(({ resource }) => resource === 'agent')
    .flatMap(handlesOf)
    .flatMap(({ methods = {} }) => Object.keys(methods).filter((name) => methods[name]!.effect !== 'borrow')),
);

/** Properties that are true only once nothing is left to end. */
export const endingProperties: ReadonlySet<string> = new Set(
  [...protocols.flatMap(handlesOf), ...Object.values(cancellationSources)].flatMap(({ properties = {} }) =>
    Object.keys(properties).filter((name) => properties[name] === 'ended'),
  ),
);

/** Properties that hold the headers of a response. */
export const headersProperties: ReadonlySet<string> = new Set(
  protocols
    .flatMap(handlesOf)
    .flatMap(({ properties = {} }) => Object.keys(properties).filter((name) => properties[name] === 'headers')),
);

/** Methods that put functions between an agent and its users. */
export const interceptingMethods: ReadonlySet<string> = new Set(
  protocols
    .flatMap(handlesOf)
    .flatMap(({ methods = {} }) => Object.keys(methods).filter((name) => methods[name]!.intercepts === true)),
);

/** Options of a request that hold a cancellation source, or (`isPart`) a part of one, such as the signal of a controller. */
const optionsOf = (isPart: boolean): readonly string[] =>
  Object.keys(cancellationOptions).filter(
    (option) => (cancellationSources[cancellationOptions[option]!]!.givenAs !== undefined) === isPart,
  );

/** What aborts the requests that are given a part of it. */
export const aborter = Object.values(cancellationSources).find(({ givenAs }) => givenAs !== undefined)!;

/** Options that hold the signal of a request. */
export const signalOptions = optionsOf(true);

/** Options that hold the agent of a request. */
export const agentOptions = optionsOf(false);

/** Methods that abort the requests with a signal. */
export const abortingMethods: ReadonlySet<string> = new Set(
  Object.values(cancellationSources)
    .filter(({ givenAs }) => givenAs !== undefined)
    .flatMap(({ methods = {} }) => Object.keys(methods).filter((name) => methods[name]!.effect === 'cancel')),
);

/** The methods of this name that handles of a protocol have. */
export function methodsNamed(protocol: Protocol, name: string): readonly Method[] {
  return handlesOf(protocol).flatMap(({ methods = {} }) => (Object.hasOwn(methods, name) ? [methods[name]!] : []));
}

/** Methods of cancellation sources that end running requests, or wait for them. */
export const quiescingMethods: ReadonlyMap<string, Method> = new Map(
  Object.values(cancellationSources)
    .flatMap(({ methods = {} }) => Object.entries(methods))
    .filter(([, { waits, cutsOff }]) => waits === true || cutsOff === true),
);

/** How to close the agents of a protocol's requests; null if it is not known. */
export function agentRelease({ agents }: Protocol): ReleaseForm | null {
  const protocol = agents === undefined ? undefined : protocols.find(({ id }) => id === agents);
  return protocol?.handles[protocol.root]?.release?.cancel ?? null;
}

/** The handle of the request that announces a resource of the protocol. */
export const announcer = ({ announcedBy }: Protocol): Handle | undefined =>
  announcedBy && cancellationSources[announcedBy.source];

/** Options that hold the body of a request of any client, because a wrapper may take the options of its client. */
export const bodyOptions: ReadonlySet<string> = new Set(protocols.flatMap(({ bodyOptions = [] }) => bodyOptions));

/** Options that some client requires to send a stream. */
export const streamOptions: ReadonlySet<string> = new Set(
  protocols.flatMap(({ acquire }) => acquire.flatMap(({ streamsWith = [] }) => streamsWith)),
);

/** Whether a client, by its name in reports, refuses to send a stream without such an option. */
export const refusesStreams = ({ acquire }: Protocol, client: string): boolean =>
  acquire.some((one) => one.client === client && one.streamsWith !== undefined);

/** Whether an option holds an agent that its request may use. */
export const isAgentOption = (name: string): boolean =>
  Object.hasOwn(cancellationOptions, name) || schemeAgentOptions.includes(name);
