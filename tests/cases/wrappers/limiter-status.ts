// leaks when: /json /500 (a limiter runs the request, only the status is kept)
class Limiter {
  #active = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly max: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#active >= this.max) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#active += 1;
    try {
      return await task();
    } finally {
      this.#active -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const limiter = new Limiter(2);

async function checkLink(url: string): Promise<{ url: string; alive: boolean }> {
  const response = await limiter.run(() => fetch(url, { redirect: 'follow' })); // LEAK
  return { url, alive: response.status < 400 };
}

export async function main(url: string): Promise<void> {
  const links = await Promise.all(['a', 'b', 'c'].map((name) => checkLink(`${url}/${name}`)));
  console.log(links.filter((link) => link.alive).length);
}
