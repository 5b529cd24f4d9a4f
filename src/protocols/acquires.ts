/** Rows that several client tables share: acquisitions by an export or a class, and the methods that end an agent. */
import type { Acquire, Method } from './protocol.js';

/** The export `path` of each package returns a promise of a response; the default export has an empty path. */
export const exported = (path: string, packages: readonly string[], when?: Acquire['when']): Acquire[] =>
  packages.map((name) => ({
    call: `${name}:${path}`,
    gives: 'promise' as const,
    client: name,
    ...(when ? { when } : {}),
  }));

/** Each class of a module makes an agent; the default export has an empty name. */
export const constructed = (module: string, names: readonly string[], when?: Acquire['when']): Acquire[] =>
  names.map((name) => ({
    call: `new ${module}:${name}`,
    gives: 'value',
    client: name || module,
    ...(when ? { when } : {}),
  }));

/** An agent that keeps no connections unless this option is set. */
export const keepAlive = { option: 'keepAlive', equals: true } as const;

/** The response is a stream with this option only; otherwise the client reads it. */
export const responseTypeStream = { option: 'responseType', equals: 'stream' } as const;

/** The methods that end an agent, and those that only use it. */
export const END: Method = { effect: 'cancel' };
export const LOOK: Method = { effect: 'borrow' };
