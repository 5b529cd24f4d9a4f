// clean: /json /500
import http from 'node:http';

export async function main(url: string): Promise<void> {
  const agent = new http.Agent({ keepAlive: false, maxSockets: 1 });
  await new Promise<void>((resolve, reject) => {
    http.get(url, { agent }, (incoming) => incoming.resume().on('end', resolve)).on('error', reject);
  });
}
