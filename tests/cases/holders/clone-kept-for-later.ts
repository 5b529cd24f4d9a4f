// leaks when: /404 (the copy is read for 500 only); clean on: /json /500
const copies: Response[] = [];
async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const copy = res.clone();
  if (res.ok) {
    void copy.body?.cancel().catch(() => {});
    return (await res.text()).slice(0, 5);
  }
  if (res.status === 500) {
    copies.push(copy);
    return 'kept';
  }
  return 'bad';
}
export async function main(url: string): Promise<string> {
  copies.length = 0;
  const said = await load(url);
  for (const copy of copies) await copy.text();
  return said;
}
