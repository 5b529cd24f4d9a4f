// leaks when: /500 (the verdict is null, and nobody reads); clean on: /json
function problem(res: Response): string | null {
  if (res.ok) return null;
  return `status ${res.status}`;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const text = problem(res);
  if (text !== null) return text;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
