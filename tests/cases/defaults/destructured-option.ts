// leaks when: /404 (the default of an option in a destructured parameter); clean on: /small
interface Options {
  url: string;
  pending?: Promise<Response>;
}

async function load({ url, pending = fetch(url) }: Options): Promise<string> { // LEAK
  const res = await pending;
  if (res.status === 404) return `nothing at ${new URL(url).pathname}`;
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load({ url });
}
