// clean: /json /500
import { Agent, request } from 'undici';

let current = new Agent();

async function reload(source: string): Promise<number> {
  const old = current;
  current = new Agent({ bodyTimeout: 5_000 });
  await old.close();
  const { body } = await request(source, { dispatcher: current });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  console.log(await reload(url));
}
