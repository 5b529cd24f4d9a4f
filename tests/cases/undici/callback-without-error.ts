// leaks when: /500 (the callback looks at the status code); clean on: /refuse
import { getGlobalDispatcher } from 'undici';

export async function main(url: string): Promise<void> {
  const target = new URL(url);
  const status = await new Promise((resolve) => {
    getGlobalDispatcher().request({ origin: target.origin, path: target.pathname, method: 'GET' }, (error, data) => { // LEAK
      if (!error) {
        resolve(data.statusCode);
        return;
      }
      resolve('refused');
    });
  });
  console.log(status);
}
