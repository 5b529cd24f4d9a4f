// leaks when: /500 (the importer of the error and of the function that throws it asks for the status only); clean on: /json
import { HttpError } from './errors.js';
import { load } from './load.js';

export async function main(url: string): Promise<void> {
  try {
    const data = await load(url); // LEAK
    console.log(typeof data);
  } catch (problem) {
    if (!(problem instanceof HttpError)) throw problem;
    console.log(problem.response.status);
  }
}
