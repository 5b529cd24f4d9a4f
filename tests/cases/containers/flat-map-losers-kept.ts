// leaks when: /mixed /500 (only those that are not wanted by their status are cancelled); clean on: /json
async function firstUsable(base: string): Promise<string> {
  const pages = [[`${base}/a`], [`${base}/b`]].flat();
  const arrived = (await Promise.all(pages.map((page) => fetch(page)))).flatMap((answer) => [answer]); // LEAK
  const winner = arrived.find((answer) => answer.ok);
  if (!winner) throw new Error(`${arrived.length} answers, none of them usable`);
  await Promise.all(arrived.filter((answer) => answer !== winner && answer.ok).map((answer) => answer.body?.cancel()));
  return winner.text();
}

export async function main(url: string): Promise<void> {
  const text = await firstUsable(url).catch((error: Error) => error.message);
  console.log(text.length > 0);
}
