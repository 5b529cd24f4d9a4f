// leaks when: /500 (a helper that ends without a value gives undefined); clean on: /json
function label(res: Response): string | undefined {
  if (res.status >= 500) return 'broken';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (label(res) === undefined) return res.json();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
