// leaks when: /500 (the object says whether the status is good); clean on: /json
function inspect(res: Response): { failed: boolean; type: string | null } {
  return { failed: res.status >= 400, type: res.headers.get('content-type') };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { failed, type } = inspect(res);
  if (failed) return type;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
