// clean: /late /small /500
const later = (ms: number) => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));

async function load(url: string, ms: number): Promise<string> {
  const request = fetch(url);
  const first = (await Promise.race([request, later(ms)])) as Response | undefined;
  if (!first) {
    request.then((response) => response.body?.cancel()).catch(() => undefined);
    return 'timed out';
  }
  if (!first.ok) throw new Error(await first.text());
  return (await first.text()).slice(0, 3);
}

export async function main(url: string): Promise<string> {
  const text = await load(url, url.endsWith('late') ? 40 : 5_000).catch((error: Error) => error.message.slice(0, 3));
  if (text === 'timed out') await later(700);
  return text;
}
