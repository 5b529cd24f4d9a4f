// clean: /json /500
type Result<T> = { ok: true; value: T } | { ok: false; detail: string };

async function load<T>(api: string): Promise<Result<T>> {
  const res = await fetch(api);
  return res.ok ? { ok: true, value: (await res.json()) as T } : { ok: false, detail: await res.text() };
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).ok);
}
