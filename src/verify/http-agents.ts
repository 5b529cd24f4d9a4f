/** Agents of `node:http` and `node:https`: where they were made or first used, and which connections they keep. */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { kept, type Acquired, type Exchange } from './exchange.js';
import type { Agent, Registry } from './registry.js';

export class HttpAgents {
  readonly #registry: Registry;
  readonly #originOf: (socket: Socket) => string;
  readonly #known = new WeakSet<http.Agent>();
  readonly #collected: FinalizationRegistry<Agent>;

  /** @param originOf where a connection of an agent leads */
  constructor(registry: Registry, originOf: (socket: Socket) => string) {
    this.#registry = registry;
    this.#originOf = originOf;
    this.#collected = new FinalizationRegistry((agent) => registry.agents.delete(agent));
  }

  /** The class, noting who makes an instance. */
  watched<C extends typeof http.Agent>(original: C, kind: Agent['kind']): C {
    const onMade = (agent: http.Agent, acquired: Acquired): void => this.#know(agent, kind, acquired, false);
    const registry = this.#registry;
    return new Proxy(original, {
      construct: function made(target, args, maker): http.Agent {
        const agent = Reflect.construct(target, args, maker) as http.Agent;
        onMade(agent, registry.make(made));
        return agent;
      },
    });
  }

  /** A request goes through the agent, which may have been made before anybody watched. */
  use(agent: http.Agent, { acquired }: Exchange): void {
    if (!this.#known.has(agent)) this.#know(agent, agent instanceof https.Agent ? 'https.Agent' : 'http.Agent', kept(acquired), true);
  }

  #know(agent: http.Agent, kind: Agent['kind'], acquired: Acquired, byFirstUse: boolean): void {
    this.#known.add(agent);
    const reference = new WeakRef(agent);
    const entry: Agent = {
      kind,
      acquired,
      byFirstUse,
      since: this.#registry.now(),
      told: false,
      isShared: () => this.#isShared(reference.deref()),
      idle: () => freeSocketsOf(reference.deref()).map(this.#originOf),
    };
    this.#registry.agents.add(entry);
    this.#collected.register(agent, entry);
  }

  #isShared(agent: http.Agent | undefined): boolean {
    return agent === undefined || agent === http.globalAgent || agent === https.globalAgent || this.#registry.shared.has(agent);
  }
}

function freeSocketsOf(agent: http.Agent | undefined): Socket[] {
  const sockets = Object.values(agent?.freeSockets ?? {}).flatMap((ofOne) => ofOne ?? []);
  return sockets.filter(({ destroyed }) => !destroyed);
}
