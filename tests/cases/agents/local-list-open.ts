// leaks when: /json /500 (an array of agents is used and forgotten)
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const agents = [1, 2].map(() => new Agent({ connections: 1 })); // UNCLOSED
  const sizes = await Promise.all(
    agents.map(async (dispatcher) => {
      const { body } = await request(url, { dispatcher });
      return (await body.text()).length;
    }),
  );
  console.log(sizes);
}
