// leaks when: /small (what is put off asks once more, and nobody closes the agent)
import { setTimeout as later } from 'node:timers';
import { Agent, fetch } from 'undici';

const refresh = (url: string): Promise<number> => {
  const agent = new Agent({ connections: 1 }); // UNCLOSED
  const size = async (): Promise<number> => (await (await fetch(url, { dispatcher: agent })).text()).length;
  later(() => void size(), 10);
  return size();
};

export async function main(url: string): Promise<void> {
  console.log((await refresh(url)) > 0);
  await new Promise((ok) => setTimeout(ok, 200));
}
