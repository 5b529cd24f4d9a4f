// leaks when: /slow (without a length a body comes in pieces); clean on: /ok
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (!res.headers.get('content-length')) return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
