// leaks when: /json /500 (the helper forgets to close what it lends)
import { Agent, request, type Dispatcher } from 'undici';

async function withAgent<T>(work: (dispatcher: Dispatcher) => Promise<T>): Promise<T> {
  const agent = new Agent(); // UNCLOSED
  return work(agent);
}

export async function main(url: string): Promise<void> {
  const length = await withAgent(async (dispatcher) => {
    const { body } = await request(url, { dispatcher });
    return (await body.text()).length;
  });
  console.log(length);
}
