// clean: /json /500
import { HttpError } from './errors.js';

async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  if (!answer.ok) throw new HttpError(answer);
  return answer.json();
}

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await load(url)));
  } catch (problem) {
    if (!(problem instanceof HttpError)) throw problem;
    console.log((await problem.response.text()).length);
  }
}
