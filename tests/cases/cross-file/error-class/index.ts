// leaks when: /500 (the imported error keeps the status and not the response); clean on: /json
import { HttpError } from './errors.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  if (!answer.ok) throw new HttpError(answer);
  console.log(typeof (await answer.json()));
}
