// clean: /empty /json
const lengthOf = (res: Response): string | null => res.headers.get('content-length');

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  if (lengthOf(res) === '0') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
