// clean: /500 /json
async function* responses(url: string): AsyncGenerator<Response> {
  for (const part of ['a', 'b']) {
    const res = await fetch(`${url}/${part}`);
    yield res;
    if (!res.ok) return;
  }
}
export async function main(url: string): Promise<string> {
  const all: string[] = [];
  for await (const res of responses(url)) all.push(`${res.status}${(await res.text()).length > 9}`);
  return all.join();
}
