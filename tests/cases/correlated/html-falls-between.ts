// leaks when: /html (neither JSON nor a failure); clean on: /json /500
async function probe(source: string): Promise<unknown> {
  const res = await fetch(source); // LEAK
  const isJson = (res.headers.get('content-type') ?? '').includes('application/json');
  let data: unknown = null;
  if (isJson) data = await res.json();
  if (!isJson && !res.ok) await res.body?.cancel();
  return data;
}

export async function main(url: string): Promise<void> {
  console.log((await probe(url)) === null);
}
