// breaks when: /500 /404 (the error path reads the message first); clean on: /json
async function load(source: string): Promise<unknown> {
  const answer = await fetch(source);
  if (!answer.ok) {
    const reason = await answer.text();
    await answer.body?.cancel(); // LOCKED
    throw new Error(`HTTP ${answer.status}: ${reason.slice(0, 10)}`);
  }
  return answer.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
