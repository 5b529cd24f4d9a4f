// leaks when: /500 (the other holder reads only what is good); clean on: /json
export async function main(url: string): Promise<string> {
  const asked = fetch(url); // LEAK
  const text = asked.then((r) => (r.ok ? r.text() : 'skipped'));
  const res = await asked;
  if (!res.ok) return `bad ${await text}`;
  return (await text).slice(0, 5);
}
