// breaks when: /ok (the callback gets a body whose client is already gone)
import { Client, type Dispatcher } from 'undici';

type Done = (error: Error | null, body?: Dispatcher.ResponseData['body']) => void;

async function download(target: URL, done: Done): Promise<void> {
  const client = new Client(target.origin);
  try {
    const { body } = await client.request({ path: target.pathname, method: 'GET' });
    done(null, body);
  } catch (problem) {
    done(problem as Error);
  } finally {
    await client.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  const body = await new Promise<Dispatcher.ResponseData['body']>((resolve, reject) => {
    void download(new URL(url), (error, found) => (error || !found ? reject(error) : resolve(found)));
  });
  await new Promise((next) => setTimeout(next, 20));
  console.log((await body.text()).length);
}
