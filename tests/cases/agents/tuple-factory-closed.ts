// clean: /json /500
import { Agent, request } from 'undici';

function setUp(): { dispatcher: Agent; started: number } {
  return { dispatcher: new Agent({ connections: 2 }), started: Date.now() };
}

export async function main(url: string): Promise<void> {
  const { dispatcher, started } = setUp();
  const { body } = await request(url, { dispatcher });
  console.log((await body.text()).length, Date.now() >= started);
  await dispatcher.close();
}
