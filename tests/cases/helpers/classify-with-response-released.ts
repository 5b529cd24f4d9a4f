// clean: /500 /json
function inspect(res: Response): { failed: boolean; res: Response } {
  return { failed: res.status >= 400, res };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const checked = inspect(res);
  if (checked.failed) await checked.res.body?.cancel();
  if (!checked.failed) return checked.res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
