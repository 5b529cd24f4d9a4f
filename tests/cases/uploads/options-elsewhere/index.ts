// leaks when: /500 (the server answers before it has everything); clean on: /json
import { options } from './options.ts';

export async function main(url: string): Promise<string> {
  const res = await fetch(url, options()); // LEAK
  if (!res.ok) return 'refused';
  return (await res.text()).slice(0, 2);
}
