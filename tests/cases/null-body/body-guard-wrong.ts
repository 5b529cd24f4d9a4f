// leaks when: /ok (returns when there is a body); clean on: /204
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (res.body) return;
  console.log('empty');
}
