// breaks when: /ok (cancels exactly when the body was used); clean on: /204
async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  try {
    return await answer.text();
  } finally {
    if (answer.bodyUsed) await answer.body!.cancel(); // LOCKED
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
