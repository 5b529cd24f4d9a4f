// reuses when: /json (the copy is made after json()); clean on: /json-error /bad-json /text /404 /500 /502 /empty /flaky /204
const cached = new Map();

async function respond(request) {
  const hit = cached.get(request.url);
  if (hit) return hit.clone();
  const response = await fetch(request);
  const body = await response.json().catch(() => ({}));
  if (body.ok) cached.set(request.url, response.clone()); // REUSE
  return new Response(JSON.stringify(body), { status: response.status === 204 ? 200 : response.status });
}

export async function main(url) {
  console.log(await (await respond(new Request(url))).text());
}
