// clean: /slow /ok
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  if (!res.headers.get('content-length')) {
    await res.body?.cancel();
    return null;
  }
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
