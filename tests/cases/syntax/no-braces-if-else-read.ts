// clean: /404 /small
async function load(url: string): Promise<string> {
  const res = await fetch(url);
  if (res.status === 404) return (await res.text(), 'missing');
  else return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
