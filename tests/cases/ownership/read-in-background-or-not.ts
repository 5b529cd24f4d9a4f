// leaks when: /500 (nobody is started for it); clean on: /ok
import { setTimeout as sleep } from 'node:timers/promises';

const sizeOf = async (res: Response): Promise<number> => {
  await sleep(5);
  return (await res.text()).length;
};

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  const job = res.ok ? sizeOf(res) : undefined;
  console.log('meanwhile');
  console.log(await job);
}
