// leaks when: /500 (the second of the checks throws); clean on: /json
const typed = (res: Response): void => {
  if (!res.headers.has('content-type')) throw new Error('type');
};
const succeeded = (res: Response): void => {
  if (res.status >= 400) throw new Error('status');
};

class Loader {
  async load(url: string): Promise<number> {
    const answer = await fetch(url); // LEAK
    for (const check of [typed, succeeded]) check(answer);
    return (await answer.arrayBuffer()).byteLength;
  }
}

export async function main(url: string): Promise<void> {
  console.log(await new Loader().load(url).catch(() => -1));
}
