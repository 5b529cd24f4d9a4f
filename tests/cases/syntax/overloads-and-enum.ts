// leaks when: /404 (overloads; an enum says what to do); clean on: /small
enum Mode {
  Text,
  Status,
}

async function load(url: string, mode: Mode.Status): Promise<number>;
async function load(url: string, mode: Mode.Text): Promise<string>;
async function load(url: string, mode: Mode): Promise<string | number> {
  const res = await fetch(url); // LEAK
  const text = mode === Mode.Text || res.ok ? await res.text() : undefined;
  return mode === Mode.Text ? text!.slice(0, 4) : res.status;
}

export async function main(url: string): Promise<string> {
  return `${await load(url, Mode.Status)} ${(await load(url, Mode.Text)).length > 0}`;
}
