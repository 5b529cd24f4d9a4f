// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const wrapped = new Response(res.body, { status: res.status, headers: { 'x-via': 'proxy' } });
  console.log(wrapped.headers.get('x-via'), await wrapped.text());
  console.log(res.status, res.headers.get('x-via'));
}
