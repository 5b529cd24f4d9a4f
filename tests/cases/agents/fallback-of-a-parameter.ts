// leaks when: /json /500 (an agent is made where none is given); clean on: /refuse
import { Agent, request, type Dispatcher } from 'undici';

async function size(url: string, given?: Dispatcher): Promise<number> {
  const dispatcher = given ?? new Agent({ connections: 1 }); // UNCLOSED
  const { body } = await request(url, { dispatcher });
  return (await body.text()).length;
}

export async function main(url: string): Promise<void> {
  const own = new Agent({ connections: 1 });
  try {
    console.log(await size(url, own));
    console.log(await size(url, own));
    console.log(await size(url));
  } finally {
    await own.close();
  }
}
