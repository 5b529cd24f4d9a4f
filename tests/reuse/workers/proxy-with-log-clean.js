// reuses when: never
async function handle(request) {
  const upstream = await fetch(request.url);
  const text = await upstream.clone().text();
  console.log(request.url, text.length);
  return new Response(upstream.body, { status: upstream.status, headers: upstream.headers });
}

export async function main(url) {
  const answer = await handle(new Request(url));
  console.log(await answer.text());
}
