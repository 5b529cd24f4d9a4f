// clean: /json /html /500
export async function main(url: string): Promise<void> {
  const res = await fetch(url);
  const kind: 'json' | 'text' | 'error' = !res.ok ? 'error' : res.headers.get('content-type')?.includes('json') ? 'json' : 'text';
  if (kind === 'json') console.log(typeof (await res.json()));
  else if (kind === 'text') console.log((await res.text()).length);
  if (kind === 'error') await res.body?.cancel();
}
