// clean: /404 /json
import { traced } from './trace.ts';

export async function main(url: string): Promise<string> {
  const { value, name } = await traced('load', async () => {
    const res = await fetch(url);
    const text = await res.text();
    return res.ok ? text.slice(0, 5) : 'missing';
  });
  return `${name} ${value}`;
}
