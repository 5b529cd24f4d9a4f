// leaks when: /500 (an assertion on the flag throws); clean on: /json
function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  invariant(res.ok, `status ${res.status}`);
  console.log(typeof (await res.json()));
}
