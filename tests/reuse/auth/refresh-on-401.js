// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty (the body was read to look for the error); clean on: /flaky /204
async function authorized(url, token) {
  let response = await fetch(url, { headers: { authorization: token } });
  const body = await response.json().catch(() => ({}));
  if (body.error === 'again') response = await fetch(url, { headers: { authorization: 'fresh' } });
  return response;
}

export async function main(url) {
  const response = await authorized(url, 'stale');
  console.log(await response.text()); // REUSE
}
