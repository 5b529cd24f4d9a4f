/** Listeners on emitters of the program. */
import type { EventEmitter } from 'node:events';

/** Adds a listener and raises the limit of the emitter: the program must not get a warning because of a listener that it did not add. */
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
