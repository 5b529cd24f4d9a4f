// leaks when: /html (undefined means that the type was wrong and nothing was read); clean on: /json
function parsed(res: Response): Promise<unknown> | undefined {
  const type = res.headers.get('content-type') ?? '';
  return type.includes('json') ? res.json() : undefined;
}

async function load(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const value = parsed(res);
  if (!value) {
    return 'no json';
  }
  return typeof (await value);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
