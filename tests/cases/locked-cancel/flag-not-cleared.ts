// breaks when: /ok (the flag is cleared only on the error path); clean on: /500
async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  let pending = true;
  try {
    if (!answer.ok) {
      pending = false;
      await answer.body?.cancel();
      return `HTTP ${answer.status}`;
    }
    return await answer.text();
  } finally {
    if (pending) await answer.body?.cancel(); // LOCKED
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
