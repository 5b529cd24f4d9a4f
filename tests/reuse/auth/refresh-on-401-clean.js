// reuses when: never
async function authorized(url, token) {
  let response = await fetch(url, { headers: { authorization: token } });
  if (response.status === 503) {
    const body = await response.json().catch(() => ({}));
    console.warn(body.error);
    response = await fetch(url, { headers: { authorization: 'fresh' } });
  }
  return response;
}

export async function main(url) {
  const response = await authorized(url, 'stale');
  console.log(await response.text());
}
