// leaks when: /503-x2-then-ok (the assignment pattern overwrites the body of the turn before); clean on: /json
import { request, type Dispatcher } from 'undici';

export async function main(url: string): Promise<string> {
  let statusCode = 0;
  let body: Dispatcher.ResponseData['body'];
  let tries = 0;
  do {
    ({ statusCode, body } = await request(url)); // LEAK
    tries += 1;
  } while (statusCode === 503);
  return `${tries} ${(await body.text()).slice(0, 5)}`;
}
