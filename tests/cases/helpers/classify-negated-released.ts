// clean: /500 /json
const isFine = (res: Response): boolean => !(res.status >= 400);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const isBad = !isFine(res);
  if (isBad) await res.body?.cancel();
  if (!isBad) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
