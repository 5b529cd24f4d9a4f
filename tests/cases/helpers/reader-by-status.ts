// leaks when: /404 /500 (the entry for 404, and the one for the rest, only look at the status); clean on: /json
const unknown = async ({ status }: Response): Promise<string> => `status ${status}`;

const readers: Record<string, (answer: Response) => Promise<string>> = {
  '200': async (answer) => (await answer.text()).slice(0, 1),
  '404': async () => 'nothing there',
};

export async function main(url: string): Promise<void> {
  const answer = await fetch(url); // LEAK
  const read = readers[answer.status] || unknown;
  console.log(await read(answer));
}
