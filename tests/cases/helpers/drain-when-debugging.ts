// leaks when: /500 (the body is read for the log, when there is one); clean on: /json
interface Options {
  debug?: boolean;
}

async function fail(res: Response, { debug = false }: Options): Promise<never> {
  if (debug) console.debug((await res.text()).slice(0, 80));
  throw new Error(`request failed: ${res.status}`);
}

async function get(source: string, options: Options = {}): Promise<unknown> {
  const res = await fetch(source); // LEAK
  if (!res.ok) await fail(res, options);
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await get(url)));
}
