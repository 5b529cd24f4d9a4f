// clean: /500 /json
function failure(res: Response): Error | undefined {
  if (res.ok) return undefined;
  return new Error(`status ${res.status}`);
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const error = failure(res);
  if (!error) return res.json();
  await res.body?.cancel();
  return error.message;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
