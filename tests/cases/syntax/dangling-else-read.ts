// clean: /500 /404 /small
async function load(url: string, isStrict: boolean): Promise<string> {
  const res = await fetch(url);
  if (!res.ok)
    if (isStrict && res.status === 500) return res.text().then(() => 'bad');
    else return (await res.text()).slice(0, 12);
  return (await res.text()).slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url, true);
}
