// clean: /html /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  if (res.headers.get('content-type')?.includes('json')) console.log(await res.json());
  if (!res.headers.get('content-type')?.includes('json')) await res.body?.cancel();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
