// clean: /mixed /json
async function* responses(base: string, ids: number[]): AsyncGenerator<Response, void, undefined> {
  for (const id of ids) yield await fetch(`${base}/${id}`);
}

export async function main(url: string): Promise<string> {
  let out = '';
  for await (const res of responses(url, [1, 2, 3])) {
    const text = await res.text();
    out += res.ok ? text.slice(0, 5) : '-';
  }
  return out;
}
