// leaks when: /500 (callback gets an error only); clean on: /json
type Done = (err: Error | null, data?: unknown) => void;

async function load(api: string, done: Done): Promise<void> {
  const res = await fetch(api); // LEAK
  if (!res.ok) return done(new Error(`status ${res.status}`));
  done(null, await res.json());
}

export async function main(url: string): Promise<void> {
  await load(url, (err, data) => console.log(err?.message, typeof data));
}
