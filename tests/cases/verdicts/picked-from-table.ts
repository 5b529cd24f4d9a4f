// leaks when: /ok /500 (one of the functions in the table looks at the headers only)
type Kind = 'text' | 'type';

const readers = {
  text: (res: Response): Promise<string> => res.text(),
  type: (res: Response): string | null => res.headers.get('content-type'),
};

export async function load(url: string, kind: Kind): Promise<unknown> {
  const res = await fetch(url); // LEAK
  return readers[kind](res);
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'type')));
}
