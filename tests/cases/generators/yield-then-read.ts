// leaks when: /500 (the consumer breaks at the yield); clean on: /json
async function* states(url: string): AsyncGenerator<string> {
  for (const part of ['a', 'b']) {
    const res = await fetch(`${url}/${part}`); // LEAK
    if (!res.ok) {
      yield `bad ${res.status}`;
      continue;
    }
    yield (await res.text()).slice(0, 5);
  }
}
export async function main(url: string): Promise<string> {
  const all: string[] = [];
  for await (const state of states(url)) all.push(state);
  return all.join();
}
