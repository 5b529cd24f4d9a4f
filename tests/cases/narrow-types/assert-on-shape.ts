// leaks when: /404 (the assertion sees a status only and throws); clean on: /small
function assertGood(res: { status: number }): asserts res is { status: 200 } {
  if (res.status !== 200) throw new RangeError(`status ${res.status}`);
}

async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  assertGood(res);
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url).catch((error: Error) => error.message);
}
