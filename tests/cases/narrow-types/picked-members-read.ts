// clean: /404 /small
type Answer = Pick<Response, 'ok' | 'status' | 'text'>;

export async function main(url: string): Promise<string> {
  const answer: Answer = await fetch(url);
  const text = await answer.text();
  return answer.ok ? text.slice(0, 4) : `bad ${answer.status}`;
}
