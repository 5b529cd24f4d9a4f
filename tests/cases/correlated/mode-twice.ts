// clean: /json /500 /ok
type Mode = 'json' | 'text' | 'none';

async function load(target: string, mode: Mode): Promise<unknown> {
  const res = await fetch(target, { method: mode === 'none' ? 'HEAD' : 'GET' });
  if (mode === 'none') return res.status;
  return mode === 'json' ? res.text().then((t) => t.length) : res.text();
}

export async function main(url: string): Promise<void> {
  const modes: Mode[] = ['json', 'text', 'none'];
  for (const mode of modes) console.log(typeof (await load(url, mode)));
}
