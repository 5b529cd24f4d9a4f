// leaks when: /json (a function that is given the object sets the property); clean on: /204
function finish(flags: { done: boolean }): void {
  flags.done = true;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const flags = { done: false };
  finish(flags);
  if (flags.done) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
