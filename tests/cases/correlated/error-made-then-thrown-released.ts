// clean: /500 /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  let error: Error | null = null;
  if (!res.ok) error = new Error(res.statusText);
  if (!error) return res.json();
  await res.body?.cancel();
  if (res.ok) return 'never';
  return error.message;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
