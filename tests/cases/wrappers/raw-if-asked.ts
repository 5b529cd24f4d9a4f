// leaks when: /json /500 (only the call that asks for the response gets it)
interface Options {
  readonly raw?: boolean;
}

async function send(url: string, options: Options = {}): Promise<Response | { status: number }> {
  const { raw } = options;
  if (raw) return fetch(url);
  const res = await fetch(url);
  await res.text();
  return { status: 1 };
}

export async function main(url: string): Promise<number> {
  const first = await send(url);
  const second = await send(url, { raw: true }); // LEAK
  return first.status + second.status;
}
