/** Objects that are not the resource but can end it: aborting or destroying them gives the connection back. Data only. */
import type { Handle } from './protocol.js';

/** Measured: an abort after the headers and `agent.destroy()` close the connection; `agent.close()` waits for the body. */
export const levers: Readonly<Record<string, Handle>> = {
  controller: { methods: { abort: { effect: 'cancel' } } },
  agent: { methods: { destroy: { effect: 'cancel' } } },
  request: { methods: { destroy: { effect: 'cancel' }, abort: { effect: 'cancel' } } },
  socket: { methods: { destroy: { effect: 'cancel' }, destroySoon: { effect: 'cancel' } } },
};

/** Options of a request that name a lever: `{ signal: controller.signal, dispatcher: agent }`. */
export const leverOptions: Readonly<Record<string, string>> = { signal: 'controller', abortSignal: 'controller', dispatcher: 'agent', agent: 'agent' };
