// clean: /404 /small
async function load(url: string): Promise<string> {
  const res = await fetch(url);
  const text = await res.text();
  // @ts-expect-error the old callers compare with 404
  if (res.status === 404) return res.status;
  return text.slice(0, 4);
}

export async function main(url: string): Promise<string> {
  return load(url);
}
