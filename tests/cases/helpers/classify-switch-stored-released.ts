// clean: /500 /json
function classify(res: Response): 'retry' | 'missing' | 'fine' {
  if (res.status >= 500) return 'retry';
  if (res.status === 404) return 'missing';
  return 'fine';
}

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const kind = classify(res);
  console.log(kind);
  switch (kind) {
    case 'fine':
      return res.json();
    case 'missing':
    case 'retry':
      await res.body?.cancel();
  }
  return kind.length;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
