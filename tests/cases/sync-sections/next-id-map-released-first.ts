// clean: /500 /small
const failures = new Map<number, string>();
let gate: Array<() => void> = [];
function meet(): Promise<void> {
  return new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });
}

async function call(url: string, name: string): Promise<void> {
  const res = await fetch(`${url}/${name}`);
  await meet();
  if (!res.ok) {
    await res.body?.cancel();
    const id = failures.size;
    failures.set(id, `${name} failed with ${res.status}`);
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
