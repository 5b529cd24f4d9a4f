// clean: /ok /500
import { EventEmitter } from 'node:events';

export async function main(url: string): Promise<void> {
  const emitter = new EventEmitter();
  const res = await fetch(url);
  emitter.on('fatal', () => {
    console.log(res.status);
    process.exit(1);
  });
  emitter.on('done', () => {
    void res.body?.cancel();
  });
  emitter.emit('done');
}
