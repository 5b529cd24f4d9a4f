// leaks when: /500 (the flag is set outside of the branch); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  let consumed = false;
  if (res.ok) console.log(typeof (await res.json()));
  consumed = true;
  if (!consumed) await res.body?.cancel();
}
