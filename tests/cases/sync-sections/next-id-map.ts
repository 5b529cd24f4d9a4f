// leaks when: /500 (the size of the map is the next id: nothing may come between); clean on: /small
const failures = new Map<number, string>();
let gate: Array<() => void> = [];
function meet(): Promise<void> {
  return new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });
}

async function call(url: string, name: string): Promise<void> {
  const res = await fetch(`${url}/${name}`); // LEAK
  await meet();
  if (!res.ok) {
    const id = failures.size;
    const line = `${name} failed with ${res.status}`;
    failures.set(id, line);
    return;
  }
  await res.text();
}

export async function main(url: string): Promise<string> {
  failures.clear();
  gate = [];
  await Promise.all(['x', 'y', 'z'].map((name) => call(url, name)));
  return `${failures.size} ${[...failures.keys()].join()}`;
}
