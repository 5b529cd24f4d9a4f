// leaks when: /500 (the code is in an object in the result); clean on: /json
function inspect(res: Response): { error: { code: string } | null } {
  return res.ok ? { error: null } : { error: { code: 'bad' } };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const { error } = inspect(res);
  if (error?.code === 'bad') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
