// clean: /ok /500
async function load(source: string): Promise<string | undefined> {
  const answer = await fetch(source);
  try {
    return answer.ok ? await answer.text() : undefined;
  } finally {
    if (answer.body && !answer.body.locked) await answer.body.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await load(url))?.length);
}
