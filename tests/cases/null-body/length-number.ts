// clean: /empty /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const length = Number(res.headers.get('content-length') ?? 'unknown');
  if (length === 0) return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
