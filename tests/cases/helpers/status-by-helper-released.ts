// clean: /500 /json
const codeOf = (res: Response): number => res.status;

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const code = codeOf(res);
  if (code >= 400) await res.body?.cancel();
  if (code < 400) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
