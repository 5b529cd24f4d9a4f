// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the proxy's answer is built on the body it has logged); clean on: /204
async function handle(target) {
  const upstream = await fetch(target);
  const text = await upstream.text();
  console.log(`${upstream.status} ${text.length}`);
  return new Response(upstream.body, { status: upstream.status, headers: upstream.headers }); // REUSE
}

export async function main(url) {
  const answer = await handle(url);
  console.log(await answer.text());
}
