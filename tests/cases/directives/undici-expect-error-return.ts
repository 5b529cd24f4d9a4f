// leaks when: /500 (undici, several directives on top of each other); clean on: /json
import { request } from 'undici';

async function load(url: string): Promise<{ name: string }> {
  const { statusCode, body } = await request(url); // LEAK
  /* istanbul ignore if */
  if (statusCode >= 500) {
    /* eslint-disable-next-line no-console */
    console.log('down');
    // biome-ignore lint/style/noUselessElse: kept for the diff
    // @ts-expect-error nobody looks at it
    return undefined;
  }
  return (await body.json()) as { name: string };
}

export async function main(url: string): Promise<string | undefined> {
  const item = await load(url);
  return item?.name;
}
