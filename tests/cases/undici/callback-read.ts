// clean: /ok /500
import { getGlobalDispatcher } from 'undici';

function get(target: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    getGlobalDispatcher().request({ origin: target.origin, path: target.pathname, method: 'GET' }, (error, data) => {
      if (error) {
        reject(error);
        return;
      }
      data.body.text().then(resolve, reject);
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log((await get(new URL(url))).length);
}
