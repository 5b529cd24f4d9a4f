// clean: /500 /json
function problem(res: Response): { text: string } | null {
  return res.ok ? null : { text: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const isBad = Boolean(problem(res));
  if (isBad) await res.body?.cancel();
  if (!isBad) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
