// leaks when: /500 (the body that the options get later is a string); clean on: /json
async function put(url: string, note: string | null): Promise<string> {
  const init: RequestInit = { method: 'PUT' };
  if (note !== null) init.body = `note ${note}`;
  const res = await fetch(url, init); // LEAK
  if (res.status === 500) throw new Error('refused');
  return (await res.text()).slice(0, 2);
}

export const main = (url: string): Promise<string> => put(url, 'x').catch((e: Error) => e.message);
