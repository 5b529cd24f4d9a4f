// reuses when: never
// Only init data is taken from the response that was read.
export async function main(url) {
  const res = await fetch(url);
  const upper = (await res.text()).toUpperCase();
  const changed = new Response(res.status === 204 ? null : upper, res);
  console.log(changed.status, await changed.text());
}
