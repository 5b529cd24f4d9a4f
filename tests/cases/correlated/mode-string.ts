// clean: /json /500
async function load(api: string, mode: 'text' | 'json'): Promise<unknown> {
  const res = await fetch(api);
  if (mode === 'text') return res.text();
  if (mode === 'json') return res.json();
  throw new Error('unreachable');
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url, 'text')));
}
