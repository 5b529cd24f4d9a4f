// breaks when: /ok (text() has the lock when cancel() is called)
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const [text] = await Promise.all([answer.text(), answer.body?.cancel()]); // LOCKED
  console.log(text.length);
}
