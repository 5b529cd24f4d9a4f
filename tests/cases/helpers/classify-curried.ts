// leaks when: /500 (the classifier is made for a limit); clean on: /json
const above = (limit: number) => (res: Response) => (res.status > limit ? 'high' : 'low');
const classify = above(399);

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (classify(res) === 'high') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
