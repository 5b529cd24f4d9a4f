// clean: /500 /json
function inspect(res: Response): { failed: boolean; type: string | null } {
  return { failed: res.status >= 400, type: res.headers.get('content-type') };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const result = inspect(res);
  if (result.failed) {
    await res.body?.cancel();
    return result.type;
  }
  if (res.status === 500) return 'never';
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
