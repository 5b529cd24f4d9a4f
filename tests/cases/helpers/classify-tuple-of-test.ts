// leaks when: /500 (the first of the pair says whether the status is good); clean on: /json
const check = (res: Response): readonly [boolean, number] => [res.ok, res.status];

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const [ok, status] = check(res);
  if (ok) return res.json();
  return status;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
