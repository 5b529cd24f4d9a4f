// clean: /ok /500
import { request } from 'undici';

export async function main(url: string): Promise<void> {
  const { statusCode, body } = await request(url);
  body.on('error', () => {});
  body.destroy();
  console.log(statusCode);
}
