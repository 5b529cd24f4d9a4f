// clean: /500 /json
import { HttpError } from './errors.js';
import { load } from './load.js';

export async function main(url: string): Promise<void> {
  try {
    const data = await load(url);
    console.log(typeof data);
  } catch (problem) {
    if (problem instanceof HttpError) console.log((await problem.response.text()).length);
    else throw problem;
  }
}
