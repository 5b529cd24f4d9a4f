// clean: /json /500
import http from 'node:http';

async function size(source: string, reuse: boolean): Promise<number> {
  const agent = reuse ? new http.Agent({ keepAlive: true }) : undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      http
        .get(source, { agent }, (incoming) => {
          let n = 0;
          incoming.on('data', (part: Buffer) => (n += part.length)).on('end', () => resolve(n));
        })
        .on('error', reject);
    });
  } finally {
    agent?.destroy();
  }
}

export async function main(url: string): Promise<void> {
  console.log(await size(url, true));
}
