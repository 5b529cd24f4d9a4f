// clean: /json /500
type Mode = 'parse' | 'skip';

async function handle(source: string, mode: Mode): Promise<string> {
  const res = await fetch(source);
  const wantsBody = mode === 'parse' && res.ok;
  const result = wantsBody ? await res.text() : '';
  if (!wantsBody) {
    await res.body?.cancel();
    return 'skipped';
  }
  return String(result.length);
}

export async function main(url: string): Promise<void> {
  console.log(await handle(url, 'parse'));
  console.log(await handle(url, 'skip'));
}
