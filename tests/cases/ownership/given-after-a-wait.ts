// clean: /json /500
import { setTimeout as delay } from 'node:timers/promises';
async function slow(url: string): Promise<Response> {
  const res = await fetch(url);
  return delay(2).then(() => res);
}
export async function main(url: string): Promise<void> {
  console.log((await (await slow(url)).text()).length);
}
