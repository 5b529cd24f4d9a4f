// leaks when: /500 (an empty string stands for a body that was not read); clean on: /json
import { request, type Dispatcher } from 'undici';

async function textOf({ statusCode, body }: Dispatcher.ResponseData): Promise<string> {
  if (statusCode >= 500) return '';
  return body.text();
}

export async function main(url: string): Promise<string> {
  const reply = await request(url); // LEAK
  const text = await textOf(reply);
  if (text === '') return 'nothing';
  return text.slice(0, 5);
}
