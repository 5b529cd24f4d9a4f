// leaks when: /json (a callback sets the property); clean on: /204
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const flags = { done: false };
  await Promise.resolve().then(() => {
    flags.done = true;
  });
  if (flags.done) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
