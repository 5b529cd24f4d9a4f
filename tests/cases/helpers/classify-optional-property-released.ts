// clean: /500 /json
function problem(res: Response): { kind: string } | undefined {
  if (res.ok) return undefined;
  return { kind: res.status >= 500 ? 'retry' : 'drop' };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  if (problem(res)?.kind === 'retry') {
    await res.body?.cancel();
    return null;
  }
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
