// leaks when: /500 (the callback is given an error); clean on: /ok
import { getGlobalDispatcher } from 'undici';
import type { Dispatcher } from 'undici';

type Callback = (error: Error | null, body?: Dispatcher.ResponseData['body']) => void;

function open(target: URL, callback: Callback): void {
  getGlobalDispatcher().request({ origin: target.origin, path: target.pathname, method: 'GET' }, (error, data) => { // LEAK
    if (error) callback(error);
    else if (data.statusCode === 200) callback(null, data.body);
    else callback(new Error(`bad status ${data.statusCode}`));
  });
}

export async function main(url: string): Promise<void> {
  const size = await new Promise<number>((resolve, reject) => {
    open(new URL(url), (error, body) => {
      if (error || !body) return reject(error);
      setTimeout(() => body.text().then((text) => resolve(text.length), reject), 5);
    });
  });
  console.log(size);
}
