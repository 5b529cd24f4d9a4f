// leaks when: /500 (the message is read only for HTML answers); clean on: /json
async function toError(res: Response): Promise<Error> {
  if (res.headers.get('content-type')?.startsWith('text/html')) return new Error(await res.text());
  return new Error(res.statusText);
}

async function load(api: string): Promise<unknown> {
  const res = await fetch(api); // LEAK
  if (!res.ok) throw await toError(res);
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
