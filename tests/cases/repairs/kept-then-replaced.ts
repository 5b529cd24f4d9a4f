// leaks when: /503-then-ok (each answer but the last is pushed out before the clean-up runs); clean on: /small
class Jobs {
  readonly #cleanUps: Array<() => Promise<unknown>> = [];

  add(cleanUp: () => Promise<unknown>): void {
    this.#cleanUps.push(cleanUp);
  }

  async run(): Promise<void> {
    for (const cleanUp of this.#cleanUps.splice(0)) await cleanUp();
  }
}

const later: Array<() => unknown> = [];

const poll = async (url: string, jobs: Jobs): Promise<number> => {
  let answer = await fetch(url); // LEAK
  later.push(() => answer.body?.cancel());
  jobs.add(async () => console.log('over'));
  while (answer.status === 503) answer = await fetch(url);
  return answer.status;
};

export async function main(url: string): Promise<void> {
  const jobs = new Jobs();
  console.log(await poll(url, jobs));
  await jobs.run();
  for (const one of later.splice(0)) await one();
}
