// clean: /json /500
import { Agent, request, setGlobalDispatcher } from 'undici';

let ready = false;

function setUp(): void {
  if (ready) return;
  ready = true;
  setGlobalDispatcher(new Agent({ connections: 4 }));
}

export async function main(url: string): Promise<void> {
  setUp();
  const { body } = await request(url);
  console.log((await body.text()).length);
}
