// leaks when: /400 (400 itself is in neither range); clean on: /json /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  if (res.status < 400) console.log((await res.text()).length);
  if (res.status > 400) console.log((await res.arrayBuffer()).byteLength);
}
