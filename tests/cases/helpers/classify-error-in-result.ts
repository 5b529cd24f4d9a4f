// leaks when: /500 (the property is there only where something is wrong); clean on: /json
type Result = { data: string } | { error: string };

function inspect(res: Response): Result {
  if (!res.ok) return { error: res.statusText };
  return { data: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const result = inspect(res);
  if ('error' in result) return result.error;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
