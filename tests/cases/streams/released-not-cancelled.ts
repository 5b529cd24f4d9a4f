// leaks when: /ok /lines (the lock is released, the body is not)
async function first(source: string): Promise<number> {
  const answer = await fetch(source); // LEAK
  const reader = answer.body!.getReader();
  try {
    const { value = new Uint8Array() } = await reader.read();
    return value.length;
  } finally {
    reader.releaseLock();
  }
}

export async function main(url: string): Promise<void> {
  console.log((await first(url)) > 0);
}
