// reuses when: never
export async function parsed(res: Response): Promise<unknown> {
  if (!res.ok) throw new Error(await res.text());
  return res.json();
}

const parsers = new Map([['json', parsed]]);

export async function main(url: string): Promise<unknown> {
  return parsers.get('json')!(await fetch(url));
}
