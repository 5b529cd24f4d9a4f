// leaks when: /500 (the response comes back beside the verdict); clean on: /json
function inspect(res: Response): { failed: boolean; res: Response } {
  return { failed: res.status >= 400, res };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const checked = inspect(res);
  if (checked.failed) return null;
  return checked.res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
