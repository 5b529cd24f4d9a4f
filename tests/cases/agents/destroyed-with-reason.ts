// clean: /json /500
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agent = new Agent();
  const { statusCode, body } = await request(url, { dispatcher: agent });
  const text = await body.text();
  if (statusCode !== 200) {
    await agent.destroy(new Error('refused'));
    return;
  }
  await agent.close();
  console.log(text.length);
}
