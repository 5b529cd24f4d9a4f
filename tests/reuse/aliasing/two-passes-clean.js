// reuses when: never
export async function main(url) {
  const responses = await Promise.all([fetch(url), fetch(`${url}/2`)]);
  for (const res of responses) console.log(res.status, res.headers.get('content-length'));
  const bodies = [];
  for (const res of responses) bodies.push(await res.json().catch(() => null));
  console.log(bodies);
}
