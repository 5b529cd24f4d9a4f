// leaks when: /500 (the error's response is not read); clean on: /json
import ky, { HTTPError } from 'ky';

export async function main(url: string): Promise<void> {
  try {
    console.log(typeof (await ky.get(url, { retry: 0 }).json())); // LEAK
  } catch (problem) {
    if (problem instanceof HTTPError) console.error(problem.response.status);
    else throw problem;
  }
}
