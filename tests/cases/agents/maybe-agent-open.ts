// leaks when: /json /500 (reuse makes an agent that no one destroys)
import http from 'node:http';

async function size(source: string, reuse: boolean): Promise<number> {
  const agent = reuse ? new http.Agent({ keepAlive: true }) : undefined; // UNCLOSED
  return new Promise<number>((resolve, reject) => {
    http
      .get(source, { agent }, (incoming) => {
        let n = 0;
        incoming.on('data', (part: Buffer) => (n += part.length)).on('end', () => resolve(n));
      })
      .on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log(await size(url, true));
}
