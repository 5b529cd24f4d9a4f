// clean: /json /500
import http from 'node:http';
const get = (url: string, agent: http.Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const req = http.request(url, { agent, method: 'GET' }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve(Buffer.concat(chunks).length));
    });
    req.on('error', reject);
    req.end();
  });
export async function main(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const [a, b] = await Promise.all([get(`${url}/a`, agent), get(`${url}/b`, agent)]);
  agent.destroy();
  console.log(a, b);
}
