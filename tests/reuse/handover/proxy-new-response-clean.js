// reuses when: never
async function handle(target) {
  const upstream = await fetch(target);
  const text = await upstream.text();
  console.log(`${upstream.status} ${text.length}`);
  return new Response(upstream.status === 204 ? null : text, { status: upstream.status, headers: upstream.headers });
}

export async function main(url) {
  const answer = await handle(url);
  console.log(await answer.text());
}
