// clean: /500 /json
const ACTIONS: Record<number, string> = { 500: 'retry', 404: 'skip' };

const actionFor = (res: Response): string => ACTIONS[res.status] ?? 'read';

async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const action = actionFor(res);
  if (action === 'retry') await res.body?.cancel();
  if (action !== 'retry') return res.text();
  return null;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
