// leaks when: /json /500 (an agent per mirror, all of them dropped)
import { Agent, request } from 'undici';

async function sizes(mirrors: string[]): Promise<number[]> {
  const jobs = mirrors.map((mirror) => ({
    mirror,
    dispatcher: new Agent({ connections: 1 }), // UNCLOSED
  }));
  return Promise.all(
    jobs.map(async ({ mirror, dispatcher }) => {
      const { body } = await request(mirror, { dispatcher });
      return (await body.text()).length;
    }),
  );
}

export async function main(url: string): Promise<void> {
  console.log(await sizes([`${url}/eu`, `${url}/us`]));
}
