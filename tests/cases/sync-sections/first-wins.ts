// leaks when: /404 (only the first to arrive reports; the test and the set belong together); clean on: /small
let reported: string | undefined;
let reports = 0;
let gate: Array<() => void> = [];
const meet = (): Promise<void> => new Promise((ok) => {
  gate.push(ok);
  if (gate.length === 2) gate.forEach((go) => go());
});

async function look(url: string, name: string): Promise<string | null> {
  const res = await fetch(`${url}/${name}`); // LEAK
  await meet();
  if (res.status === 404) {
    if (reported === undefined) {
      reports += 1;
      reported = name;
      return null;
    }
    return null;
  }
  return res.text();
}

export async function main(url: string): Promise<string> {
  reported = undefined;
  reports = 0;
  gate = [];
  await Promise.all([look(url, 'p'), look(url, 'q')]);
  return `${reports} ${reported !== undefined}`;
}
