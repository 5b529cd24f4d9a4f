/** What the tables say of clients and handles, looked up by what these can do rather than by their names. */
import { cancellationOptions, cancellationSources } from './cancellation-sources.js';
import { protocols } from './index.js';
import type { Handle, Method, Protocol } from './protocol.js';

const methodsOf = ({ methods = {} }: Handle): readonly Method[] => Object.values(methods);
const handlesOf = ({ handles }: Protocol): readonly Handle[] => Object.values(handles);

const locking = new Set(
  protocols.filter((protocol) =>
    handlesOf(protocol).some((handle) => methodsOf(handle).some(({ rejectsWhileLocked }) => rejectsWhileLocked)),
  ),
);

/** Whether a cancel of the body may find it locked, so that who holds the lock matters. */
export const isLocking = (protocol: Protocol): boolean => locking.has(protocol);

/** Whether a cancellation source can end a response that has been handed on: its close waits for that, or it cuts that off. */
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

/** Methods that put functions between an agent and its users. */
export const interceptingMethods: ReadonlySet<string> = new Set(
  protocols
    .flatMap(handlesOf)
    .flatMap(({ methods = {} }) => Object.keys(methods).filter((name) => methods[name]!.intercepts === true)),
);

/** Options of a request that hold what can end it, by whether they hold a part of that, as the signal of a controller is. */
const optionsOf = (isPart: boolean): readonly string[] =>
  Object.keys(cancellationOptions).filter(
    (option) => (cancellationSources[cancellationOptions[option]!]!.givenAs !== undefined) === isPart,
  );

/** Options that hold the signal of a request. */
export const signalOptions = optionsOf(true);

/** Options that hold the agent of a request. */
export const agentOptions = optionsOf(false);

/** Methods that abort the requests that were given a signal. */
export const abortingMethods: ReadonlySet<string> = new Set(
  Object.values(cancellationSources)
    .filter(({ givenAs }) => givenAs !== undefined)
    .flatMap(({ methods = {} }) => Object.keys(methods).filter((name) => methods[name]!.effect === 'cancel')),
);
