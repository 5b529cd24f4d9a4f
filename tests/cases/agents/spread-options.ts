// leaks when: /json /500 (a keep-alive agent is spread into the request options)
import http from 'node:http';

const base = { headers: { accept: '*/*' } };

export async function main(url: string): Promise<void> {
  const agent = new http.Agent({ maxSockets: 1, keepAlive: true }); // UNCLOSED
  const options = { ...base, agent };
  await new Promise<void>((resolve, reject) => {
    http
      .get(url, options, (incoming) => {
        incoming.on('end', resolve);
        incoming.resume();
      })
      .on('error', reject);
  });
}
