// leaks when: /404 (unknown until a guard has looked at it); clean on: /small
interface Readable {
  text(): Promise<string>;
}
const isGood = (value: unknown): value is Readable =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === true;

export async function main(url: string): Promise<string> {
  const answer: unknown = await fetch(url); // LEAK
  if (!isGood(answer)) return 'bad';
  return (await answer.text()).slice(0, 4);
}
