// clean: /json /500
import * as util from './util.js';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (!util.isGood(answer)) return void (await util.drain(answer));
  console.log(typeof (await answer.json()));
}
