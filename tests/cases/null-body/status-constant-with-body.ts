// leaks when: /404 (a named status with a body); clean on: /json
const NOT_FOUND = 404;

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (res.status === NOT_FOUND) return;
  console.log((await res.text()).length);
}
