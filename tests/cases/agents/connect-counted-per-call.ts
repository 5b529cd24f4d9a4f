// leaks when: /json /500 (connections of the agent are counted)
import { Agent, request } from 'undici';
export async function main(url: string): Promise<string> {
  let connects = 0;
  const agent = new Agent(); // UNCLOSED
  agent.on('connect', () => (connects += 1));
  const { statusCode, body } = await request(url, { dispatcher: agent });
  await body.text();
  return `${statusCode} ${connects}`;
}
