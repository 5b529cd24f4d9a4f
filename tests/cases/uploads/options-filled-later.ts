// leaks when: /500 (the options get the stream later); clean on: /json
async function* parts() {
  for (let i = 0; i < 12; i += 1) {
    await new Promise((ok) => setTimeout(ok, 12));
    yield new Uint8Array(1000);
  }
}

async function put(url: string, big: boolean): Promise<string> {
  const init: RequestInit & { duplex?: 'half' } = { method: 'PUT', headers: { 'x-a': '1' } };
  if (big) {
    init.body = ReadableStream.from(parts()) as unknown as BodyInit;
    init.duplex = 'half';
  }
  const res = await fetch(url, init); // LEAK
  if (res.status === 500) throw new Error('refused');
  return (await res.text()).slice(0, 2);
}

export const main = (url: string): Promise<string> => put(url, true).catch((e: Error) => e.message);
