// clean: /empty /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const length = parseInt(res.headers.get('content-length') ?? '', 10);
  return length === 0 ? null : res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
