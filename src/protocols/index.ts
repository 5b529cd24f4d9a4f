/** All protocol tables, and look-ups over them. */
import { http2SessionProtocol, httpAgentProtocol, undiciAgentProtocol } from './agents.js';
import { http2Protocol, httpProtocol, undiciPipelineProtocol, undiciProtocol } from './node.js';
import type { Acquire, Protocol } from './protocol.js';
import {
  awsProtocol,
  axiosProtocol,
  gotProtocol,
  minipassFetchProtocol,
  needleProtocol,
  nodeFetchProtocol,
} from './third-party.js';
import { fetchProtocol, kyProtocol, ofetchProtocol } from './web.js';

export type * from './protocol.js';

export const protocols: readonly Protocol[] = [
  fetchProtocol,
  undiciProtocol,
  undiciPipelineProtocol,
  httpProtocol,
  http2Protocol,
  nodeFetchProtocol,
  minipassFetchProtocol,
  kyProtocol,
  ofetchProtocol,
  axiosProtocol,
  gotProtocol,
  needleProtocol,
  awsProtocol,
  undiciAgentProtocol,
  httpAgentProtocol,
  http2SessionProtocol,
];

export { fetchProtocol, httpProtocol };

const byCall = new Map<string, { readonly protocol: Protocol; readonly acquire: Acquire }>();
const byType = new Map<string, Protocol>();
for (const protocol of protocols) {
  for (const acquire of protocol.acquire) byCall.set(acquire.call, { protocol, acquire });
  for (const type of protocol.types) byType.set(type, protocol);
}

/** The table entry for a call by its resolved name (`undici:request`, `undici#Pool.request`), if a protocol has one. */
export function acquireByName(name: string): { readonly protocol: Protocol; readonly acquire: Acquire } | undefined {
  return byCall.get(name);
}

/** The protocol whose root has this type (`global#Response`). */
export function protocolByType(name: string): Protocol | undefined {
  return byType.get(name);
}

/** Last segments of all acquiring calls: a cheap test before anything is resolved. */
export const acquireNames: ReadonlySet<string> = new Set(
  [...byCall.keys()]
    .map((call) => call.slice(Math.max(call.lastIndexOf(':'), call.lastIndexOf('.')) + 1))
    .filter(Boolean),
);
