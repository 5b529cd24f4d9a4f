// leaks when: /500 (the getter decides); clean on: /json
class Api {
  #last = 0;

  get failing(): boolean {
    return this.#last >= 500;
  }

  async load(target: string): Promise<unknown> {
    const res = await fetch(target); // LEAK
    this.#last = res.status;
    if (this.failing) throw new Error('failing');
    return res.json();
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await new Api().load(url)));
}
