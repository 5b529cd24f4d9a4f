// leaks when: /ok (the body has a length); clean on: /204
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const length = res.headers.get('content-length');
  if (length !== null) return length;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
