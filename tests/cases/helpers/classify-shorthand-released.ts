// clean: /500 /json
function inspect(res: Response): { ok: boolean; reason?: string } {
  const { ok } = res;
  if (ok) return { ok };
  return { ok, reason: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const result = inspect(res);
  if (result.ok) return res.json();
  await res.body?.cancel();
  if (res.ok) return 'never';
  return result.reason;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
