// clean: /empty /204 /json
async function load(url: string): Promise<unknown> {
  const res = await fetch(url);
  if (res.status === 204 || res.headers.get('content-length') === '0') return null;
  return res.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await load(url)));
}
