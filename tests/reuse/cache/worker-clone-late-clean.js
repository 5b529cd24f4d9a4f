// reuses when: never
const cached = new Map();

async function respond(request) {
  const hit = cached.get(request.url);
  if (hit) return hit.clone();
  const response = await fetch(request);
  const copy = response.clone();
  const body = await response.json().catch(() => ({}));
  if (body.ok) cached.set(request.url, copy);
  return new Response(JSON.stringify(body), { status: response.status === 204 ? 200 : response.status });
}

export async function main(url) {
  console.log(await (await respond(new Request(url))).text());
}
