// leaks when: /lines (the refused cancel leaves the body open); breaks when: /lines (the lock is given back only at the end of the stream); clean on: /small
async function find(source: string, word: string): Promise<boolean> {
  const { body } = await fetch(source); // LEAK
  if (!body) return false;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let found = false;
  while (!found) {
    const { done, value } = await reader.read();
    if (done) {
      reader.releaseLock();
      break;
    }
    found = decoder.decode(value, { stream: true }).includes(word);
  }
  await body.cancel(); // LOCKED
  return found;
}

export async function main(url: string): Promise<void> {
  console.log(await find(url, 'STOP'));
}
