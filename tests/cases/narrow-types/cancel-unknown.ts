// leaks when: /500 (cancel gives anything by its type); clean on: /json
type Loose = Pick<Response, 'ok' | 'text'> & { body: { cancel: () => unknown } | null };

export async function main(url: string): Promise<string> {
  const res: Loose = await fetch(url); // LEAK
  if (!res.ok) {
    throw new Error('bad');
  }
  return (await res.text()).slice(0, 2);
}
