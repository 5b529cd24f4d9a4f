// leaks when: /500 (a discriminated result without the body); clean on: /json
type Result<T> = { ok: true; value: T } | { ok: false; status: number };

async function load<T>(api: string): Promise<Result<T>> {
  const res = await fetch(api); // LEAK
  return res.ok ? { ok: true, value: (await res.json()) as T } : { ok: false, status: res.status };
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).ok);
}
