// leaks when: /ok /500 (an end listener alone does not start the flow)
import { request } from 'node:http';

function send(target: string, line: string, onDone: () => void): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const req = request(target, { method: 'POST' });
    req.once('response', (res) => { // LEAK
      res.setEncoding('utf8');
      res.on('end', onDone);
      resolve(res.statusCode);
    });
    req.once('error', reject);
    req.write(line);
    req.end();
  });
}

export async function main(url: string): Promise<void> {
  console.log(await send(url, 'metric 1', () => console.log('sent')));
}
