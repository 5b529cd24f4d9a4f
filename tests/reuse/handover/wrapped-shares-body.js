// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (both responses stand on the same stream); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const wrapped = new Response(res.body, { status: res.status, headers: { 'x-via': 'proxy' } });
  console.log(wrapped.headers.get('x-via'), await wrapped.text());
  console.log(res.status, await res.text()); // REUSE
}
