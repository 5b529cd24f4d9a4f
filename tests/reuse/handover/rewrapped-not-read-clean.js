// reuses when: never
// new Response(body) neither reads nor locks; the original may still be read, once.
export async function main(url) {
  const res = await fetch(url);
  const view = new Response(res.body, { status: res.status });
  console.log(view.bodyUsed, await res.text());
}
