// leaks when: /500 (rejected without the body); clean on: /ok
import { request, type Dispatcher } from 'undici';

const open = (url: string): Promise<Dispatcher.ResponseData['body']> =>
  new Promise((resolve, reject) => {
    request(url).then(({ statusCode, body }) => { // LEAK
      if (statusCode === 200) resolve(body);
      else reject(new Error(`bad status ${statusCode}`));
    }, reject);
  });

export async function main(url: string): Promise<void> {
  const body = await open(url);
  console.log((await body.text()).length);
}
