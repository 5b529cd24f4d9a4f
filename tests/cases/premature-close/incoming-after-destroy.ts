// breaks when: /ok /500 (the message is handed back and its agent destroyed); clean on: /refuse
import http, { type IncomingMessage } from 'node:http';

async function open(source: string): Promise<IncomingMessage> {
  const agent = new http.Agent({ keepAlive: true });
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      http.get(source, { agent }, resolve).on('error', reject);
    });
  } finally {
    agent.destroy(); // PREMATURE
  }
}

export async function main(url: string): Promise<void> {
  let n = 0;
  for await (const part of await open(url)) n += (part as Buffer).length;
  console.log(n);
}
