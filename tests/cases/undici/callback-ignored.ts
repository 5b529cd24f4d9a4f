// leaks when: /ok /500 (the callback only asks whether there was an answer)
import { request } from 'undici';

type Ask = (url: string, options: object, callback: (error: Error | null) => void) => void;

/** What the declarations leave out: the functions of the package call back too. */
const ask = request as unknown as Ask;

export async function main(url: string): Promise<void> {
  const isUp = await new Promise((resolve) => ask(url, {}, (error) => resolve(error === null))); // LEAK
  console.log(isUp);
}
