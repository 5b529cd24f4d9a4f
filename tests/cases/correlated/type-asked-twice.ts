// leaks when: /html (pages are forgotten); clean on: /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const isJson = res.headers.get('content-type')?.includes('json');
  if (isJson) console.log('json');
  if (isJson) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
