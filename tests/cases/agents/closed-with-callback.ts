// clean: /json /500
import { Client } from 'undici';

function fetchText(target: URL, done: (err: Error | null, text?: string) => void): void {
  const client = new Client(target.origin);
  client
    .request({ path: target.pathname, method: 'GET' })
    .then(({ body }) => body.text())
    .then(
      (text) => client.close(() => done(null, text)),
      (err: Error) => client.destroy(err, () => done(err)),
    );
}

export async function main(url: string): Promise<void> {
  const text = await new Promise<string>((resolve, reject) => {
    fetchText(new URL(url), (err, value) => (err ? reject(err) : resolve(value ?? '')));
  });
  console.log(text.length);
}
