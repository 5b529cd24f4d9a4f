// clean: /ok /404 /500
type Mode = 'read' | 'drop' | 'abort';

async function load(url: string, mode: Mode): Promise<number> {
  const controller = new AbortController();
  const res = await fetch(url, { signal: controller.signal });
  if (mode === 'read') {
    await res.text();
  } else if (mode === 'drop') {
    await res.body?.cancel();
  } else {
    controller.abort();
  }
  return res.status;
}

export async function main(url: string): Promise<string> {
  const modes: Mode[] = ['read', 'drop', 'abort'];
  const seen: number[] = [];
  for (const mode of modes) seen.push(await load(url, mode));
  return seen.join();
}
