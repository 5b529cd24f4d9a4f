// breaks when: /json (body and answer are the same stream)
async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  const { body, status } = answer;
  const value: unknown = await answer.json();
  await body?.cancel(); // LOCKED
  return { status, value };
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
