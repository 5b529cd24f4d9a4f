// leaks when: /ok /500 (verb('GET') is not HEAD)
const verb = (method: string) => (target: string) => fetch(target, { method });
const get = verb('GET');

export async function main(url: string): Promise<void> {
  console.log((await get(url)).status); // LEAK
}
