// clean: /500 /json
type Done = (err: Error | null, res: Response) => Promise<void>;

async function load(api: string, done: Done): Promise<void> {
  const res = await fetch(api);
  if (!res.ok) return done(new Error(`status ${res.status}`), res);
  await done(null, res);
}

export async function main(url: string): Promise<void> {
  await load(url, async (err, res) => console.log(err?.message, (await res.text()).length));
}
