// leaks when: /ok /500 (the description is built from headers)
const describe = ({ status, headers }: Response) => `${status} ${[...headers.keys()].length}`;

export async function main(url: string): Promise<void> {
  const res = await fetch(url); // LEAK
  console.log(describe(res));
}
