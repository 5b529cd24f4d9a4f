// leaks when: /500 (short circuits); clean on: /json
export async function main(url: string): Promise<string> {
  const res = await fetch(url); // LEAK
  const text = (res.ok && (await res.text())) || 'nothing';
  return text.slice(0, 7);
}
