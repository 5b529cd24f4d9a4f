// clean: /500 /json
type Result = { data: string } | { error: string };

function inspect(res: Response): Result {
  if (!res.ok) return { error: res.statusText };
  return { data: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const result = inspect(res);
  if ('data' in result) return res.json();
  await res.body?.cancel();
  return result.error;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
