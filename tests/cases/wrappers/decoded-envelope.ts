// clean: /json /500
interface Envelope<T> {
  ok: boolean;
  value: T;
}

async function call<T>(source: string, decode: (answer: Response) => Promise<T>): Promise<Envelope<T>> {
  const answer = await fetch(source);
  return { ok: answer.ok, value: await decode(answer) };
}

export async function main(url: string): Promise<void> {
  const { ok, value } = await call(url, (answer) => answer.text());
  console.log(ok, value.length);
}
