// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the log line has read what is passed on); clean on: /204
async function handle(request) {
  const upstream = await fetch(request.url);
  const text = await upstream.text();
  console.log(request.url, text.length);
  return new Response(upstream.body, { status: upstream.status, headers: upstream.headers }); // REUSE
}

export async function main(url) {
  const answer = await handle(new Request(url));
  console.log(await answer.text());
}
