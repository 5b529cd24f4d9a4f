// leaks when: /500 (the label is kept and switched on later); clean on: /json
function classify(res: Response): 'retry' | 'missing' | 'fine' {
  if (res.status >= 500) return 'retry';
  if (res.status === 404) return 'missing';
  return 'fine';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const kind = classify(res);
  console.log(kind);
  switch (kind) {
    case 'fine':
      return res.json();
    case 'missing':
      await res.body?.cancel();
      return null;
    case 'retry':
      return 'again';
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
