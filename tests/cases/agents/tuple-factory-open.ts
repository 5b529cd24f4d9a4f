// leaks when: /json /500 (the caller takes the dispatcher out of the pair and forgets it)
import { Agent, request } from 'undici';

function setUp(): [Agent, number] {
  return [new Agent({ connections: 2 }), Date.now()];
}

export async function main(url: string): Promise<void> {
  const [dispatcher, started] = setUp(); // UNCLOSED
  const { body } = await request(url, { dispatcher });
  console.log((await body.text()).length, Date.now() >= started);
}
