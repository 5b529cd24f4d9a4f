// leaks when: /huge (the answer comes before the upload is over and is dropped)
import { counting } from './counting.ts';

function chunks(count: number): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((ok) => setTimeout(ok, 8));
      controller.enqueue(new Uint8Array(1000));
      sent += 1;
      if (sent === count) controller.close();
    },
  });
}

async function put(url: string): Promise<string> {
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body: chunks(20), duplex: 'half' };
  const res = await fetch(url, init); // LEAK
  if (res.status !== 201) return `not created: ${res.status}`;
  return (await res.text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  const front = await counting(url);
  const said = await put(front.url);
  for (let i = 0; i < 40 && front.received() < 20_000; i += 1) await new Promise((ok) => setTimeout(ok, 20));
  front.close();
  return `${said}, ${front.received()} bytes arrived`;
}
