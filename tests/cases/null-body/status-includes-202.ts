// leaks when: /202 (202 has a body); clean on: /204 /json
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if ([202, 204].includes(res.status)) return;
  console.log((await res.text()).length);
}
