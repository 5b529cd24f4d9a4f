/** Listeners to what belongs to the program. */
import type { EventEmitter } from 'node:events';

/** Listens without being counted: an emitter warns of more listeners than it expects, and the program has not added this one. */
export function listenTo<Message = void>(
  emitter: Pick<EventEmitter, 'getMaxListeners' | 'setMaxListeners' | 'on'>,
  event: string,
  listener: (message: Message) => void,
): void {
  const limit = emitter.getMaxListeners();
  // Zero is no limit.
  if (limit > 0) emitter.setMaxListeners(limit + 1);
  emitter.on(event, listener);
}
