// clean: /mixed /json /500
async function firstUsable(base: string): Promise<string> {
  const outcomes = await Promise.allSettled(['a', 'b'].map((part) => fetch(`${base}/${part}`)));
  const arrived = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const winner = arrived.find((answer) => answer.ok);
  await Promise.all(arrived.map((answer) => (answer === winner ? undefined : answer.body?.cancel())));
  return winner ? winner.text() : 'none';
}

export async function main(url: string): Promise<void> {
  console.log((await firstUsable(url)).length > 0);
}
