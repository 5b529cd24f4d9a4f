// leaks when: /ok /500 (nothing closes the client that is made for one request)
import { Client } from 'undici';

function read(target: URL): Promise<number> {
  const client = new Client(target.origin); // UNCLOSED
  return new Promise((resolve, reject) => {
    client.request({ path: target.pathname, method: 'GET' }, (error, data) => {
      if (error) {
        reject(error);
        return;
      }
      data.body.on('end', () => resolve(data.statusCode)).resume();
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log(await read(new URL(url)));
}
