// leaks when: /500 (the verdict is a pair); clean on: /json
function check(res: Response): [boolean, string] {
  if (!res.ok) return [false, res.statusText];
  return [true, ''];
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const [ok, reason] = check(res);
  if (!ok) return reason;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
