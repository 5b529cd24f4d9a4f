// clean: /500 /json
function grade(res: Response): number {
  return res.status >= 500 ? 2 : res.ok ? 0 : 1;
}

function classify(res: Response): 'retry' | 'fine' | 'drop' {
  const found = grade(res);
  if (found === 2) return 'retry';
  return found ? 'drop' : 'fine';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  switch (classify(res)) {
    case 'retry':
      return res.body?.cancel();
    case 'drop':
      await res.text();
      return null;
    case 'fine':
      return res.json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
