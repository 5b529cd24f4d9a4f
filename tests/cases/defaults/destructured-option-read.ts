// clean: /404 /small
interface Options {
  pending?: Promise<Response>;
}

async function load(url: string, { pending = fetch(url) }: Options = {}): Promise<string> {
  const res = await pending;
  const text = await res.text();
  return res.ok ? text.slice(0, 4) : 'nothing';
}

export async function main(url: string): Promise<string> {
  return load(url);
}
