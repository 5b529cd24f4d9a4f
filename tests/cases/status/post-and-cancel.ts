// clean: /json /500 /204
export async function main(url: string): Promise<void> {
  const res = await fetch(url, { method: 'POST', body: '{}' });
  await res.body?.cancel();
}
