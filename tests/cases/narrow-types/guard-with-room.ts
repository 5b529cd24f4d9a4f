// leaks when: /500 (a guard that leaves the type `never`); clean on: /json
function isFine(res: Response): res is Response {
  return res.ok;
}
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (isFine(res)) return (await res.text()).slice(0, 3);
  return 'bad';
}
