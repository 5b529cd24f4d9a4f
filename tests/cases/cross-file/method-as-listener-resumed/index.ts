// clean: /500 /json
import { Watcher } from './watcher.js';

export async function main(url: string): Promise<void> {
  const watcher = new Watcher();
  await new Promise<void>((resolve) => {
    watcher.watch(url, resolve);
    setTimeout(resolve, 300);
  });
  console.log(watcher.seen.length);
}
