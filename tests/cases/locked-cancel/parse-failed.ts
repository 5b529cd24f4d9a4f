// breaks when: /bad-json (the parse has taken the lock before it failed); clean on: /json
async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  try {
    return await answer.json();
  } catch (cause) {
    await answer.body?.cancel(); // LOCKED
    throw new Error('not JSON', { cause });
  }
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
