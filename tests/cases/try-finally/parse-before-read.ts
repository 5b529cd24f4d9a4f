// leaks when: /ok (the catch after a header parse forgets the body); clean on: /json
async function load(api: string): Promise<number> {
  const res = await fetch(api); // LEAK
  try {
    if (!res.headers.get('content-type')?.endsWith('json')) throw new TypeError('type');
  } catch (e) {
    console.warn((e as Error).message);
    return 0;
  }
  return (await res.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
