// clean: /204 /205 /json /500
async function submit(api: string): Promise<unknown> {
  const res = await fetch(`${api}/jobs`, { method: 'POST', body: '{}' });
  if (res.status === 204 || res.status === 205) return undefined;
  const payload: unknown = await res.json();
  return res.ok ? payload : undefined;
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await submit(url)));
}
