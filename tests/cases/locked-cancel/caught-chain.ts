// clean: /ok /500
async function load(source: string): Promise<number> {
  const answer = await fetch(source);
  try {
    return (await answer.arrayBuffer()).byteLength;
  } finally {
    await answer.body?.cancel().catch(() => undefined);
  }
}

export async function main(url: string): Promise<void> {
  console.log(await load(url));
}
