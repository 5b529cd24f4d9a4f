// leaks when: /405 (the second try is a GET); clean on: /ok
async function exists(target: string): Promise<boolean> {
  const head = await fetch(target, { method: 'HEAD' });
  if (head.status !== 405) return head.ok;
  const full = await fetch(target, { method: 'GET', headers: { range: 'bytes=0-0' } }); // LEAK
  return full.status < 400;
}

export async function main(url: string): Promise<void> {
  console.log(await exists(url));
}
