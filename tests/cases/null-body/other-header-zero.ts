// leaks when: /ok (another header says nothing of the body); clean on: /204
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const age = Number(res.headers.get('age'));
  if (age === 0) return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
