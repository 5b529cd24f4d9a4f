// clean: /302 /json
import http, { type IncomingMessage } from 'node:http';

function follow(source: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.get(source, (incoming) => {
      const { location } = incoming.headers;
      if (location) {
        incoming.resume();
        follow(new URL(location, source).href).then(resolve, reject);
        return;
      }
      resolve(incoming);
    }).on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await follow(url)) n += (part as Buffer).length;
  console.log(n);
}
