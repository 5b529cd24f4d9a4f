// clean: /ok /500
import { Client } from 'undici';

function read(target: URL): Promise<string> {
  const client = new Client(target.origin);
  return new Promise((resolve, reject) => {
    client.request({ path: target.pathname, method: 'GET' }, (error, { body }) => {
      if (error) {
        reject(error);
        return;
      }
      body.setEncoding('utf8');
      let text = '';
      body.on('data', (part) => (text += part));
      body.on('end', () => client.close(() => resolve(text)));
    });
  });
}

export async function main(url: string): Promise<void> {
  console.log((await read(new URL(url))).length);
}
