// leaks when: /500 (the grade is a number); clean on: /json
function grade(res: Response): number {
  if (res.status >= 500) return 2;
  if (res.status >= 400) return 1;
  return 0;
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const found = grade(res);
  if (found > 1) return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
