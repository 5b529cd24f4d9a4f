// leaks when: /lines (the helper of another file lets go of the lock, but not of the body); clean on: /204
import { peek } from './peek.ts';

async function kind(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  if (res.body === null) return 'none';
  const start = await peek(res.body);
  return start.startsWith('alpha') ? 'list' : 'other';
}

export async function main(url: string): Promise<string> {
  return kind(url);
}
