// reuses when: /flaky (the same request is sent again); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204
export async function main(url) {
  const request = new Request(url, { method: 'POST', body: JSON.stringify({ id: 7 }) });
  const first = await fetch(request);
  if (first.status !== 503) return (await first.text()).length;
  await first.body.cancel();
  const second = await fetch(request); // REUSE
  return (await second.text()).length;
}
