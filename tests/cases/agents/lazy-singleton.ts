// clean: /json /500
import { Agent, request } from 'undici';

let instance: Agent | undefined;
const shared = (): Agent => (instance ??= new Agent({ connections: 4 }));

export async function main(url: string): Promise<void> {
  const { body } = await request(url, { dispatcher: shared() });
  console.log((await body.text()).length);
}
