// clean: /ok /500
async function lastModified(target: string): Promise<string | null> {
  const probe = new Request(target, { method: 'HEAD', headers: { accept: '*/*' } });
  const res = await fetch(probe);
  return res.ok ? res.headers.get('etag') : null;
}

export async function main(url: string): Promise<void> {
  console.log(await lastModified(url));
}
