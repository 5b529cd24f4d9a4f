// leaks when: /500 (the helper is a property of an object); clean on: /json
const policy = {
  decide(res: Response): 'retry' | 'fine' {
    return res.ok ? 'fine' : 'retry';
  },
};

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  if (policy.decide(res) === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
