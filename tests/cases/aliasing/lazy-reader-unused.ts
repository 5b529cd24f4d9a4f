// leaks when: /500 (the reader closure is not called on that path); clean on: /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const payload = () => res.json();
  if (!res.ok) return;
  console.log(typeof (await payload()));
}
