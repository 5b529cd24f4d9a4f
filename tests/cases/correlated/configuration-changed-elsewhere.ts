// leaks when: /json (the setting is changed by an exported function); clean on: /204
const settings = { skip: false };

export function configure(skip: boolean): void {
  settings.skip = skip;
}
configure(true);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (settings.skip) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
