// clean: /500 /json
const get = globalThis.fetch.bind(globalThis);

export async function main(url: string): Promise<string> {
  const res = await get(url);
  const text = await res.text();
  return res.ok ? text.slice(0, 5) : 'bad';
}
