// leaks when: /500 (the error is thrown first); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const error = res.ok ? null : new Error(`status ${res.status}`);
  if (error) throw error;
  console.log(typeof (await res.json()));
}
