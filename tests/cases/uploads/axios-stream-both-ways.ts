// leaks when: /500 (streamed in, streamed out, not read); clean on: /json
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import axios from 'axios';

const sleep = (ms: number) => new Promise<void>((ok) => setTimeout(ok, ms));
let sent = 0;
async function* parts(): AsyncGenerator<Buffer> {
  for (let i = 0; i < 12; i += 1) {
    await sleep(10);
    sent += 1;
    yield Buffer.alloc(1000);
  }
}

export async function main(url: string): Promise<string> {
  sent = 0;
  const answer = await axios.put<Readable>(url, Readable.from(parts()), { responseType: 'stream', validateStatus: null, maxRedirects: 0 }); // LEAK
  let said = `bad ${answer.status}`;
  if (answer.status === 200) said = (await text(answer.data)).slice(0, 5);
  await sleep(300);
  return `${said} after ${sent}`;
}
