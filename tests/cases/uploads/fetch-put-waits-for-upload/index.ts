// clean: /huge /500
import { counting } from './counting.ts';

function chunks(count: number, over: () => void): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((ok) => setTimeout(ok, 8));
      controller.enqueue(new Uint8Array(1000));
      sent += 1;
      if (sent < count) return;
      controller.close();
      setTimeout(over, 40);
    },
  });
}

async function put(url: string): Promise<string> {
  let over = (): void => undefined;
  const uploaded = new Promise<void>((ok) => { over = ok; });
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body: chunks(20, () => over()), duplex: 'half' };
  const res = await fetch(url, init);
  const said = `not created: ${res.status}`;
  await uploaded;
  await res.body?.cancel();
  return said;
}

export async function main(url: string): Promise<string> {
  const front = await counting(url);
  const said = await put(front.url);
  front.close();
  return `${said}, ${front.received()} bytes arrived`;
}
