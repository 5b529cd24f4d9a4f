// leaks when: /json /500 (an agent for each entry of the list)
import { Client } from 'undici';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  await Promise.all(
    ['a', 'b'].map(async (name) => {
      const client = new Client(origin, { pipelining: 1 }); // UNCLOSED
      const { body } = await client.request({ path: `${pathname}/${name}`, method: 'GET' });
      console.log(name.length, (await body.text()).length);
    }),
  );
}
