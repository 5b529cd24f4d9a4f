// leaks when: /500 (wrapped in satisfies and non-null assertions); clean on: /json
async function load(url: string): Promise<string> {
  const pending = fetch(url) as Promise<Response> | undefined; // LEAK
  const res = (await pending!) satisfies { ok: boolean };
  if (!res!.ok) return 'bad';
  return (await (res as Response).text()).slice(0, 5);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
