// clean: /500 /json (one of the functions in the list reads, or none throws)
type Step = (res: Response) => unknown;

const note: Step = (res) => console.log(typeof res.status);
const drain: Step = (res) => res.text();
const steps = [note, drain];

async function run(url: string): Promise<void> {
  const res = await fetch(url);
  for (const step of steps) await step(res);
}

async function runAll(url: string): Promise<void> {
  const res = await fetch(url);
  for (const step of [note, note]) step(res);
  await res.body?.cancel();
}

export async function main(url: string): Promise<void> {
  await run(url);
  await runAll(url);
}
