// leaks when: /500 (the test and the take belong together); clean on: /small
let gate: Array<() => void> = [];
const meet = (): Promise<void> =>
  new Promise((ok) => {
    gate.push(ok);
    if (gate.length === 3) gate.forEach((go) => go());
  });

class Desk {
  #taken = 0;
  get busy(): boolean {
    return this.#taken > 0;
  }
  set holder(_name: string) {
    this.#taken += 1;
  }
  async serve(url: string): Promise<string> {
    const res = await fetch(url); // LEAK
    await meet();
    if (!this.busy && !res.ok) {
      this.holder = 'me';
      return 'taken';
    }
    if (!res.ok) return 'busy';
    return (await res.text()).slice(0, 2);
  }
}

export async function main(url: string): Promise<string> {
  gate = [];
  const desk = new Desk();
  const all = await Promise.all([desk.serve(url), desk.serve(url), desk.serve(url)]);
  return all.sort().join();
}
