// leaks when: /500 (the flag has the name of the property); clean on: /json
function inspect(res: Response): { ok: boolean; reason?: string } {
  const { ok } = res;
  if (ok) return { ok };
  return { ok, reason: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const result = inspect(res);
  if (result.ok) return res.json();
  return result.reason;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
