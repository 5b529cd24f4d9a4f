// leaks when: /500 (the callback passes an error on); clean on: /json
import { getGlobalDispatcher } from 'undici';

type Done = (error: Error | null, names?: string[]) => void;

function names(target: URL, done: Done): void {
  getGlobalDispatcher().request({ origin: target.origin, path: target.pathname, method: 'GET' }, (error, data) => { // LEAK
    if (error) return done(error);
    if (data.statusCode >= 400) return done(new Error(`status ${data.statusCode}`));
    data.body.json().then((value) => done(null, Object.keys(value as object)), done);
  });
}

export async function main(url: string): Promise<void> {
  const found = await new Promise((resolve, reject) => names(new URL(url), (error, list) => (error ? reject(error) : resolve(list))));
  console.log(found);
}
