// clean: /503-x2-then-ok /json
async function load(api: string, left: number): Promise<unknown> {
  const res = await fetch(api);
  if (res.status === 503 && left > 0) {
    await res.body?.cancel();
    return load(api, left - 1);
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 3)));
}
