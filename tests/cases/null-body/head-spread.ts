// clean: /ok /500
const defaults = { redirect: 'follow' } as const;

export async function main(url: string): Promise<void> {
  const res = await fetch(url, { ...defaults, method: 'HEAD' });
  if (!res.ok) throw new Error('missing');
  console.log(res.headers.get('content-length'));
}
