// reuses when: never
import { text } from 'node:stream/consumers';

export async function main(url) {
  const res = await fetch(url);
  if (!res.body) return;
  const [left, right] = res.body.tee();
  console.log(await text(left));
  console.log(await new Response(right, res).json());
}
