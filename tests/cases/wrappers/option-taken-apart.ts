// leaks when: /json (whoever asks for the raw answer has to read it)
interface Options {
  readonly raw?: boolean;
  readonly method?: string;
}

async function call(url: string, { raw = false, ...init }: Options = {}): Promise<unknown> {
  const response = await fetch(url, init);
  return raw ? response : response.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await call(url)));
  const response = (await call(url, { raw: true, method: 'GET' })) as Response; // LEAK
  console.log(response.status);
}
