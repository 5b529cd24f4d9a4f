// clean: /json /500
import { Client } from 'undici';

export async function main(url: string): Promise<void> {
  const { origin, pathname } = new URL(url);
  await Promise.all(
    ['a', 'b'].map(async (name) => {
      const client = new Client(origin, { pipelining: 1 });
      const { body } = await client.request({ path: `${pathname}/${name}`, method: 'GET' });
      const size = (await body.text()).length;
      await client.close();
      console.log(name.length, size);
    }),
  );
}
