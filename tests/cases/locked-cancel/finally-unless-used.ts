// clean: /ok /500
async function load(source: string): Promise<string | undefined> {
  const answer = await fetch(source);
  try {
    if (!answer.ok) return undefined;
    return await answer.text();
  } finally {
    answer.bodyUsed || (await answer.body?.cancel());
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url))?.length);
}
