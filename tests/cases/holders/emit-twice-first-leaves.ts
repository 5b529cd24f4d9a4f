// clean: /500 /json
import { EventEmitter } from 'node:events';
class Client extends EventEmitter {
  async run(url: string): Promise<void> {
    const res = await fetch(url);
    this.emit('response', res);
    if (!res.ok) {
      this.emit('bad', res.status);
      return;
    }
    this.emit('good');
  }
}
export async function main(url: string): Promise<string> {
  const client = new Client();
  const log: string[] = [];
  const read = new Promise<void>((done) => {
    client.on('response', (res: Response) => setTimeout(() => void res.text().then((t) => (log.push(String(t.length > 9)), done())), 10));
  });
  client.on('bad', (status: number) => log.push(`bad ${status}`));
  await client.run(url);
  await read;
  return log.join();
}
