// reuses when: never
// A request without a body can be sent any number of times.
async function send(url, options) {
  const request = new Request(url, options);
  const first = await fetch(request);
  if (first.status !== 503) return first;
  await first.body.cancel();
  return fetch(request);
}

export async function main(url) {
  const res = await send(url, { headers: { accept: '*/*' } });
  return (await res.text()).length;
}
