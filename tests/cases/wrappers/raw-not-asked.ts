// clean: /json /500
async function send(url: string, { raw = false } = {}): Promise<Response | { status: number }> {
  if (raw) return fetch(url);
  const res = await fetch(url);
  await res.text();
  return { status: 1 };
}

async function open(url: string, mode?: 'stream'): Promise<Response | null> {
  if (mode !== 'stream') return null;
  return fetch(url);
}

export async function main(url: string): Promise<number> {
  const first = await send(url);
  const second = await open(url);
  return first.status + (second === null ? 0 : second.status);
}
