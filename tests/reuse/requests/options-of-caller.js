// reuses when: /flaky (the request of a caller that gives a body is sent again); clean on: /json /json-error /bad-json /text /404 /500 /502 /empty /204
async function send(url, options) {
  const request = new Request(url, options);
  const first = await fetch(request);
  if (first.status !== 503) return first;
  await first.body.cancel();
  return fetch(request); // REUSE
}

export async function main(url) {
  const res = await send(url, { method: 'PUT', body: 'text' });
  return (await res.text()).length;
}
