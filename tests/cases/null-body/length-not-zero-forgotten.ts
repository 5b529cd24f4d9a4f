// leaks when: /ok (what is not empty is forgotten); clean on: /empty
async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { headers } = res;
  if (headers.get('content-length') !== '0') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
