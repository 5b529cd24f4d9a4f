// leaks when: /ok (a body without a JSON type is a body); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const type = res.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
