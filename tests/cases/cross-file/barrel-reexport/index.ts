// leaks when: /500 (a re-exported wrapper, read only when it went well); clean on: /json
import { sendRequest } from './lib.js';

export async function main(url: string): Promise<void> {
  const answer = await sendRequest(url); // LEAK
  if (!answer.ok) throw new Error('failed');
  console.log(typeof (await answer.json()));
}
