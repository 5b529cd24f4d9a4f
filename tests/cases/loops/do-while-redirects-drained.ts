// clean: /302 /json
async function follow(start: string): Promise<string> {
  let target = start;
  for (let hop = 0; hop < 5; hop++) {
    const res = await fetch(target, { redirect: 'manual' });
    const next = res.headers.get('location');
    if (!next) return res.text();
    await res.body?.cancel();
    target = new URL(next, target).href;
  }
  throw new Error('too many redirects');
}

export async function main(url: string): Promise<void> {
  console.log((await follow(url)).length);
}
