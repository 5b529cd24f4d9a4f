// leaks when: /404 (the variable is declared with three members); clean on: /small
type Answer = Pick<Response, 'ok' | 'status' | 'text'>;

export async function main(url: string): Promise<string> {
  const answer: Answer = await fetch(url); // LEAK
  if (!answer.ok) return `bad ${answer.status}`;
  return (await answer.text()).slice(0, 4);
}
