// leaks when: /500 (method picked by destructuring); clean on: /json
async function call(api: string, { fetch: send = fetch } = {}): Promise<unknown> {
  const res = await send(api); // LEAK
  if (!res.ok) return undefined;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await call(url)));
}
