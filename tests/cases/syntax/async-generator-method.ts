// leaks when: /mixed (the generator passes over what is missing); clean on: /json
const source = {
  base: '',
  async *items(ids: number[]): AsyncGenerator<string, void, undefined> {
    for (const id of ids) {
      const res = await fetch(`${this.base}/${id}`); // LEAK
      if (!res.ok) continue;
      yield (await res.text()).slice(0, 5);
    }
  },
};

export async function main(url: string): Promise<string> {
  source.base = url;
  let out = '';
  for await (const item of source.items([1, 2, 3])) out += item;
  return out;
}
