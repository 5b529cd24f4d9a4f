// leaks when: /500 (the label comes from a method); clean on: /json
class Policy {
  decide(res: Response): 'retry' | 'accept' {
    return res.status >= 500 ? 'retry' : 'accept';
  }
}

const policy = new Policy();

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const decision = policy.decide(res);
  if (decision === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
