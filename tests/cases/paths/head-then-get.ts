// clean: /ok /404 /json
async function fetchIfSmall(url: string, limit: number): Promise<string | undefined> {
  const head = await fetch(url, { method: 'HEAD' });
  if (!head.ok) return undefined;
  if (Number(head.headers.get('content-length')) > limit) return undefined;
  const response = await fetch(url);
  return await response.text();
}

export async function main(url: string): Promise<void> {
  console.log((await fetchIfSmall(url, 1024))?.length);
}
