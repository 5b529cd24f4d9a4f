// reuses when: never
export async function main(url) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ id: 7 }) });
  const first = await fetch(request.clone());
  if (first.status !== 503) return (await first.text()).length;
  await first.body.cancel();
  const second = await fetch(request);
  return (await second.text()).length;
}
