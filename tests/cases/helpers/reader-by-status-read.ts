// clean: /json /404 /500 /204
const readers: Partial<Record<number, (answer: Response) => Promise<string>>> = {
  200: async (answer) => (await answer.text()).slice(0, 1),
  204: async () => 'empty',
  404: (answer) => answer.body!.cancel().then(() => 'nothing there'),
};

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  if (answer.status !== 500) {
    const read = readers[answer.status] ?? ((other: Response) => other.text());
    console.log(await read(answer));
    return;
  }
  await answer.arrayBuffer();
}
