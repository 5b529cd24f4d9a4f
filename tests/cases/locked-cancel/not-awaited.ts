// breaks when: /ok /500 (the rejection is nobody's)
export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  const text = await answer.text();
  void answer.body?.cancel(); // LOCKED
  console.log(text.length);
}
