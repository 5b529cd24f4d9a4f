// leaks when: /json
import { Agent, request } from 'undici';

export async function main(url: string): Promise<void> {
  const report = (): void => console.log(lengths);
  const agent = new Agent(); // UNCLOSED
  const lengths: number[] = [];
  const { body } = await request(url, { dispatcher: agent });
  lengths.push((await body.text()).length);
  report();
}
