// leaks when: /500 (optional chaining on the status); clean on: /refuse /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url).catch(() => undefined); // LEAK
  if (res?.ok !== true) return;
  console.log((await res.text()).length);
}
