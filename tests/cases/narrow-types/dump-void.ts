// leaks when: /500 (dump gives nothing by its type); clean on: /json
import { request } from 'undici';

interface Answer {
  readonly statusCode: number;
  readonly body: { dump(): void; text(): Promise<string> };
}

export async function main(url: string): Promise<string> {
  const { statusCode, body }: Answer = await request(url); // LEAK
  if (statusCode !== 200) throw new Error(`status ${statusCode}`);
  return (await body.text()).slice(0, 2);
}
