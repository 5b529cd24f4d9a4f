// leaks when: /html (the second test is narrower than the negation of the first); clean on: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const json = res.headers.get('content-type') === 'application/json';
  if (res.ok && json) console.log(typeof (await res.json()));
  if (!res.ok) await res.body?.cancel();
}
