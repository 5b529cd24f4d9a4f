// leaks when: /ok /500 (closing waits for the body)
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const { statusCode } = await request(url, { dispatcher: agent }); // LEAK
  console.log(statusCode);
  setTimeout(() => void agent.close(), 10);
}
