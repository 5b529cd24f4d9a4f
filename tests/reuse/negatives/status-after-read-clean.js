// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  const info = {
    ok: res.ok,
    url: res.url,
    used: res.bodyUsed,
    locked: res.body?.locked,
    type: res.headers.get('content-type'),
  };
  console.log(text.length, info);
}
