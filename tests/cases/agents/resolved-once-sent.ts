// leaks when: /json
import http from 'node:http';

let received = 0;

async function send(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: true }); // UNCLOSED
  await new Promise<void>((resolve, reject) => {
    const req = http.get(url, { agent }, (res) => {
      res.on('data', (part: Buffer) => {
        received += part.length;
      });
    });
    req.on('finish', resolve).on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  received = 0;
  await send(url);
  for (let turn = 0; turn < 100 && received < 8 << 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(received > 1 << 20);
}
