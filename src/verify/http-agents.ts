/**
 * Agents of `node:http` and `node:https`: where they were made or first used, and their connections.
 *
 * No channel announces the creation of an agent, and code that compares constructors would notice a replaced `http.Agent`. But
 * each agent listens to its own `free` event when it is created, by its inherited method `on`: that method is wrapped, and the
 * class is not changed.
 */
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { now } from './clock.js';
import { orElse } from './contain.js';
import { kept, type Acquired, type Exchange } from './exchange.js';
import type { Agent, Registry } from './registry.js';
import type { Below } from './stack.js';

/** The type of the method `on` of an agent. */
type On = (this: http.Agent, event: string | symbol, listener: (...args: unknown[]) => void) => http.Agent;

export class HttpAgents {
  readonly #registry: Registry;
  readonly #originOf: (socket: Socket) => string;
  readonly #known = new WeakSet<http.Agent>();
  readonly #collected: FinalizationRegistry<Agent>;

  /** @param originOf the origin of a connection of an agent */
  constructor(registry: Registry, originOf: (socket: Socket) => string) {
    this.#registry = registry;
    this.#originOf = originOf;
    this.#collected = new FinalizationRegistry((agent) => registry.agents.delete(agent));
  }

  /** Records the creation of agents from now on. */
  watch(): void {
    const registry = this.#registry;
    const isMade = (agent: http.Agent, event: unknown): boolean =>
      event === 'free' && !this.#known.has(agent) && agent.listenerCount('free') === 0;
    const made = (agent: http.Agent, below: Below): void => this.#know(agent, registry.make(below), false);
    const agents: { on: On } = http.Agent.prototype;
    const inherited = Object.getPrototypeOf(agents) as { on: On };
    agents.on = new Proxy(agents.on, {
      apply: function listened(_target, self: http.Agent, args: Parameters<On>): http.Agent {
        registry.contain(() => {
          if (isMade(self, args[0])) made(self, listened);
        });
        // The current one: the program may have replaced it.
        return Reflect.apply(inherited.on, self, args);
      },
    });
  }

  /** A request uses the agent, which may have been created before watching began. */
  use(agent: http.Agent, { acquired }: Exchange): void {
    if (!this.#known.has(agent)) this.#know(agent, kept(acquired), true);
  }

  #know(agent: http.Agent, acquired: Acquired, byFirstUse: boolean): void {
    this.#known.add(agent);
    const reference = new WeakRef(agent);
    const entry: Agent = {
      kind: agent instanceof https.Agent ? 'https.Agent' : 'http.Agent',
      acquired,
      byFirstUse,
      since: now(),
      told: false,
      isShared: () => this.#isShared(reference.deref()),
      idle: () => orElse(() => freeSocketsOf(reference.deref()).map(this.#originOf), []),
    };
    this.#registry.agents.add(entry);
    this.#collected.register(agent, entry);
  }

  #isShared(agent: http.Agent | undefined): boolean {
    return (
      agent === undefined ||
      agent === http.globalAgent ||
      agent === https.globalAgent ||
      this.#registry.shared.has(agent)
    );
  }
}

function freeSocketsOf(agent: http.Agent | undefined): Socket[] {
  const sockets = Object.values(agent?.freeSockets ?? {}).flatMap((ofOne) => ofOne ?? []);
  return sockets.filter(({ destroyed }) => !destroyed);
}
