// leaks when: /500 (globalThis.fetch under another name); clean on: /json
const { fetch: send } = globalThis;

export async function main(url: string): Promise<void> {
  const res = await send(url); // LEAK
  if (!res.ok) return;
  console.log(typeof (await res.json()));
}
