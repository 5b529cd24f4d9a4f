// leaks when: /500 (a table tells what to do for a status); clean on: /json
const ACTIONS: Record<number, string> = { 500: 'retry', 404: 'skip' };

const actionFor = (res: Response): string => ACTIONS[res.status] ?? 'read';

async function load(url: string): Promise<unknown> {
  const res = await fetch(url); // LEAK
  const action = actionFor(res);
  if (action === 'retry') return null;
  return res.text();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
