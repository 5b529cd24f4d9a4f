// leaks when: /500 (one classifier asks another); clean on: /json
function grade(res: Response): number {
  return res.status >= 500 ? 2 : res.ok ? 0 : 1;
}

function classify(res: Response): 'retry' | 'fine' | 'drop' {
  const found = grade(res);
  if (found === 2) return 'retry';
  return found ? 'drop' : 'fine';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  switch (classify(res)) {
    case 'retry':
      return null;
    default:
      return res.text();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
