// leaks when: /503-x2-then-ok (each failed answer is overwritten); clean on: /json
import { request, type Dispatcher } from 'undici';

async function settled(source: string): Promise<unknown> {
  let reply: Dispatcher.ResponseData;
  let left = 3;
  do {
    reply = await request(source); // LEAK
    left -= 1;
  } while (reply.statusCode >= 500 && left > 0);
  return reply.body.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await settled(url)));
}
