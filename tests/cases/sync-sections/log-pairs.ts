// leaks when: /500 (two lines of the log belong together); clean on: /small
const log: string[] = [];
let gate: Array<() => void> = [];
function meet(): Promise<void> {
  return new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) for (const go of gate) go();
  });
}

async function job(url: string, name: string): Promise<boolean> {
  const res = await fetch(`${url}/${name}`); // LEAK
  await meet();
  if (!res.ok) {
    log.push(`begin ${name}`);
    log.push(`end ${name}`);
    return false;
  }
  return (await res.text()) !== '';
}

export async function main(url: string): Promise<string> {
  log.length = 0;
  gate = [];
  await Promise.all([job(url, 'a'), job(url, 'b'), job(url, 'c')]);
  return String(log.every((line, i) => i % 2 === 0 || line.slice(4) === log[i - 1].slice(6)));
}
