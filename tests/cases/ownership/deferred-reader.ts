// clean: /ok /500
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const read = async () => (await answer.text()).length;
  const tasks: Array<() => Promise<number>> = [read];
  for (const task of tasks) console.log(await task());
}
