// leaks when: /500 (there is a problem, or there is none); clean on: /json
function problem(res: Response): { text: string } | null {
  return res.ok ? null : { text: res.statusText };
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const isBad = !!problem(res);
  if (isBad) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
