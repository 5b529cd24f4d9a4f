// leaks when: /html (unexpected type); clean on: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (!res.ok) throw new Error(await res.text());
  const type = res.headers.get('content-type');
  if (!type?.startsWith('application/json')) throw new TypeError(`unexpected ${type}`);
  console.log(typeof (await res.json()));
}
