// clean: /204 /json /not-modified
const EMPTY = new Set([204, 205, 304]);

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  if (EMPTY.has(res.status)) return;
  console.log((await res.text()).length);
}
