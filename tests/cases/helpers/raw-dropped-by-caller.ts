// leaks when: /json (the caller asks for the response and looks at its type only)
async function parse(res: Response): Promise<unknown> {
  const text = await res.text();
  if (!text) throw new Error('bad');
  return JSON.parse(text);
}

async function request(url: string, options: { raw?: boolean }): Promise<unknown> {
  const res = await fetch(url);
  if (options.raw) return res;
  return parse(res);
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await request(url, { raw: true }))); // LEAK
}
