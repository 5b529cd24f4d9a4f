// leaks when: /500 (an error is made and thrown over the body); clean on: /json
function failure(res: Response): Error | undefined {
  if (res.ok) return undefined;
  return new Error(`status ${res.status}`);
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const error = failure(res);
  if (error) return error.message;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
