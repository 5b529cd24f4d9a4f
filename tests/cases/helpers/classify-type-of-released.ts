// clean: /500 /json
function check(res: Response): string | number {
  return res.ok ? res.status : `refused: ${res.status}`;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const result = check(res);
  if (typeof result === 'string') await res.body?.cancel();
  if (typeof result !== 'string') return res.json();
  return result;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
