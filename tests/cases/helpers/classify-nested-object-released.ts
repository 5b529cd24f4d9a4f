// clean: /500 /json
function inspect(res: Response): { error: { code: string } | null } {
  return res.ok ? { error: null } : { error: { code: 'bad' } };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const { error } = inspect(res);
  if (error) await res.body?.cancel();
  if (error === null) return res.json();
  return error.code;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
