import type { EventEmitter } from 'node:events';

export const heard = (bus: EventEmitter, name: string): Promise<string> =>
  new Promise((resolve) => {
    bus.once(name, (word: string) => resolve(word));
  });
