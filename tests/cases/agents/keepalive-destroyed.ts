// clean: /json /500
import http from 'node:http';

async function getAll(urls: string[]): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  try {
    return await Promise.all(
      urls.map(
        (url) =>
          new Promise<number>((resolve, reject) => {
            http
              .get(url, { agent }, (res) => {
                let size = 0;
                res.on('data', (chunk: Buffer) => {
                  size += chunk.length;
                });
                res.on('end', () => resolve(size));
              })
              .on('error', reject);
          }),
      ),
    );
  } finally {
    agent.destroy();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await getAll([`${url}/a`, `${url}/b`])).length);
}
