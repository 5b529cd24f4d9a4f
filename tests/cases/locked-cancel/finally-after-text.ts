// breaks when: /ok /500 (the finally cancels what the try has read)
async function load(source: string): Promise<string> {
  const answer = await fetch(source);
  try {
    return await answer.text();
  } finally {
    await answer.body?.cancel(); // LOCKED
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url)).length);
}
