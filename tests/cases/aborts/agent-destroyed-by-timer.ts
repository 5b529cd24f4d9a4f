// clean: /ok /500
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const { statusCode } = await request(url, { dispatcher: agent });
  console.log(statusCode);
  setTimeout(() => void agent.destroy(), 10);
}
