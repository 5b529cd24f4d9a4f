// clean: /json /500
import { request, type Dispatcher } from 'undici';

type Body = Dispatcher.ResponseData['body'];

async function handleErrorStatus(statusCode: number, body: Body, url: string): Promise<void> {
  if (statusCode >= 200 && statusCode < 300) return;
  const text = await body.text().catch(() => 'no body');
  throw new Error(`${new URL(url).pathname}: ${statusCode} ${text.length}`);
}

export async function main(url: string): Promise<void> {
  const { statusCode, body } = await request(url);
  await handleErrorStatus(statusCode, body, url);
  console.log(typeof (await body.json()));
}
