// clean: /500 /json
async function* responses(url: string): AsyncGenerator<Response, string> {
  const res = await fetch(url);
  yield res;
  if (!res.ok) return 'bad';
  return 'good';
}
export async function main(url: string): Promise<string> {
  const steps = responses(url);
  const first = await steps.next();
  const second = await steps.next();
  const res = first.value as Response;
  return `${second.value} ${(await res.text()).length > 9}`;
}
