/** The current counts for a metrics exporter, and the table of their stacks. */
import { groupBy } from './group-by.js';
import { describeBody, type LeakedBody } from './leaks.js';
import type { Registry } from './registry.js';
import { count } from './report.js';

export interface StackCount {
  /** Open responses that were acquired here; with sampling, only those with a stack. */
  readonly open: number;
  /** The estimated number of open responses, if those without a stack come from the same places; 0 for those without a stack. */
  readonly estimated: number;
  /** Milliseconds since the headers of the oldest arrived. */
  readonly oldest: number;
  readonly bytes: number;
  /** The distinct requests, such as `fetch GET http://host/path → 500`, at most five. */
  readonly requests: readonly string[];
  /** Innermost first; empty if it was not sampled. */
  readonly stack: readonly string[];
}

export interface Snapshot {
  /** Responses whose body has neither been received to the end nor cancelled. */
  readonly bodies: number;
  /** Requests without a connection. */
  readonly waiting: number;
  /** Agents and HTTP/2 sessions that have not been closed, and undici dispatchers, once for each connection; the global ones included. */
  readonly agents: number;
  /** Connections by origin. */
  readonly sockets: Readonly<Record<string, { readonly open: number; readonly busy: number }>>;
  /** Open responses by the stack that acquired them, most first; those without a stack by their request. */
  readonly stacks: readonly StackCount[];
  /** One stack was captured for this many requests. */
  readonly every: number;
  /** Events that could not be recorded because an object of the program threw. */
  readonly missed: number;
}

const REQUESTS = 5;

/** Counts what is open now. */
export function snapshotOf(registry: Registry): Snapshot {
  const bodies = [...registry.bodies].map(describeBody);
  const groups = [
    ...groupBy(bodies, (body) => (body.stack.length > 0 ? body.stack.join('\n') : requestOf(body))).values(),
  ];
  const share = bodies.length / Math.max(1, bodies.filter(({ stack }) => stack.length > 0).length);
  const sockets: Record<string, { open: number; busy: number }> = {};
  for (const { origin, busy } of registry.connections) {
    const sum = (sockets[origin] ??= { open: 0, busy: 0 });
    sum.open += 1;
    if (busy > 0) sum.busy += 1;
  }
  return {
    bodies: bodies.length,
    waiting: registry.waiting.size,
    agents: registry.agents.size,
    sockets,
    stacks: groups.map((group) => countOf(group, share)).sort((a, b) => b.estimated - a.estimated || b.open - a.open),
    every: registry.every,
    missed: registry.missed,
  };
}

/** The table: one entry for each stack, most first. */
export function tableOf(snapshot: Snapshot): string {
  const { bodies, waiting, agents, sockets, stacks, every, missed } = snapshot;
  const totals = `${count(bodies, 'open response', 'open responses')}, ${count(waiting, 'request', 'requests')} waiting for a connection, ${count(agents, 'agent', 'agents')}`;
  const origins = Object.entries(sockets).map(
    ([origin, { open, busy }]) => `  ${origin}: ${count(open, 'connection', 'connections')}, ${busy} busy`,
  );
  const groups = stacks.flatMap(({ open, estimated, oldest, bytes, requests, stack }) => [
    '',
    `${String(open).padStart(6)}  ${stack.length === 0 ? 'without a stack' : estimated === open ? 'open' : `open with a stack, about ${estimated} in all`}, the oldest for ${(oldest / 1000).toFixed(1)} s, ${bytes} bytes seen`,
    ...requests.map((request) => `        ${request}`),
    ...stack.map((frame) => `          ${frame}`),
  ]);
  const notes = [
    every === 1 ? '' : `; stacks of one request in ${every}`,
    missed === 0 ? '' : `; ${count(missed, 'event', 'events')} could not be recorded`,
  ];
  return [`http-leak: ${totals}${notes.join('')}`, ...origins, ...groups, ''].join('\n');
}

function countOf(group: readonly LeakedBody[], share: number): StackCount {
  const stack = group[0]?.stack ?? [];
  return {
    open: group.length,
    estimated: stack.length === 0 ? 0 : Math.round(group.length * share),
    oldest: Math.max(...group.map(({ age }) => age)),
    bytes: group.reduce((sum, { bytes }) => sum + bytes, 0),
    requests: [...new Set(group.map(requestOf))].slice(0, REQUESTS),
    stack,
  };
}

export function requestOf({ client, via, method, url, status }: LeakedBody): string {
  return `${client}${via === null ? '' : ` (${via})`} ${method} ${url} → ${status}`;
}
