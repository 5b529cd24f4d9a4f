// clean: /500 /json
import { request } from 'undici';

async function open(url: string): Promise<{ code: number; text(): Promise<string> }> {
  const { statusCode, body } = await request(url);
  return { code: statusCode, text: () => body.text() };
}

export async function main(url: string): Promise<string> {
  const reply = await open(url);
  const text = await reply.text();
  return reply.code === 200 ? text.slice(0, 5) : `bad ${reply.code}`;
}
