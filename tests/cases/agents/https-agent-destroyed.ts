// clean: /json /500
// server: https
import https from 'node:https';

export async function main(url: string): Promise<void> {
  const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
  try {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      https.get(url, { agent }, (incoming) => {
        incoming.resume();
        incoming.on('end', () => resolve(incoming.statusCode));
      }).on('error', reject);
    });
    console.log(status);
  } finally {
    agent.destroy();
  }
}
