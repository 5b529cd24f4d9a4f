// clean: /empty /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  const { headers: all } = res;
  const length = all.get('Content-Length');
  if (length === '0') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
