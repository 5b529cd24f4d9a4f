import { HttpError } from './errors.js';

export async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  if (!answer.ok) throw new HttpError(answer);
  return answer.json();
}
