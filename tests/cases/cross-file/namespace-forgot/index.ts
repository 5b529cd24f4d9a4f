// leaks when: /500 (a predicate from a namespace import reads nothing); clean on: /json
import * as util from './util.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  if (util.isGood(answer)) console.log(typeof (await answer.json()));
}
