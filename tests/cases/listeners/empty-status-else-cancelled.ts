// clean: /ok /500 /204
import { EventEmitter } from 'node:events';

export async function main(url: string): Promise<void> {
  const emitter = new EventEmitter();
  const res = await fetch(url);
  emitter.on('note', () => {
    if (res.status === 204) console.log('nothing to read');
    else void res.body?.cancel();
  });
  emitter.emit('note');
}
