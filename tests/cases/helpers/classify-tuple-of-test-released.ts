// clean: /500 /json
const check = (res: Response): readonly [boolean, number] => [res.ok, res.status];

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const [ok, status] = check(res);
  if (ok) return res.json();
  await res.body?.cancel();
  if (status < 300) return res.json();
  return status;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
