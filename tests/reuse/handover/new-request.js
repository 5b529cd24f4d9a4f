// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the request takes a body that json() has read); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  let token = 'none';
  try {
    ({ token } = await res.json());
  } catch {
    console.warn('no token');
  }
  const next = new Request(new URL('/sink', url), { method: 'PUT', body: res.body, duplex: 'half' }); // REUSE
  console.log(token, next.method);
}
