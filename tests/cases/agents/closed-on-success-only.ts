// leaks when: /500 (the throw leaves the close out); clean on: /json
import { Agent, request } from 'undici';

async function load(url: string): Promise<number> {
  const agent = new Agent({ connections: 1 }); // UNCLOSED
  const { statusCode, body } = await request(url, { dispatcher: agent });
  const text = await body.text();
  if (statusCode >= 400) throw new Error(`status ${statusCode}`);
  await agent.close();
  return text.length;
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
