// clean: /ok /lines
async function peek(source: string): Promise<number> {
  const answer = await fetch(source);
  const reader = answer.body!.getReader();
  try {
    const { value } = await reader.read();
    return value?.byteLength ?? 0;
  } finally {
    reader.releaseLock();
    await answer.body!.cancel();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await peek(url)) > 0);
}
