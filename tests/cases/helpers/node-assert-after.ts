// clean: /500 /json
import { strictEqual } from 'node:assert';

export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const text = await res.text();
  strictEqual(res.status, 200);
  console.log(text.length);
}
