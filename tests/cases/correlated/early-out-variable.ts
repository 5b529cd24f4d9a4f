// leaks when: /500 (result stays undefined); clean on: /json
async function load(api: string): Promise<unknown> {
  const res = await fetch(api); // LEAK
  let result: unknown;
  if (res.ok) result = await res.json();
  return result;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
