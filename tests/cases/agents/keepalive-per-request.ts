// leaks when: /json /500 (a keep-alive agent for a single request)
import { Agent, get } from 'node:http';

function getText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 }); // UNCLOSED
    get(url, { agent }, (res) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (chunk: string) => (text += chunk));
      res.on('end', () => resolve(text));
      res.on('error', reject);
    }).on('error', reject);
  });
}

export async function main(url: string): Promise<void> {
  console.log((await getText(url)).length);
}
