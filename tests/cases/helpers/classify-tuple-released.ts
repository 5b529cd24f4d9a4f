// clean: /500 /json
function check(res: Response): [boolean, string] {
  if (!res.ok) return [false, res.statusText];
  return [true, ''];
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const [ok, reason] = check(res);
  if (!ok) {
    await res.body?.cancel();
    return reason;
  }
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
