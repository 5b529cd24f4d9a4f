// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  if (res.status >= 500) throw new Error(`server error: ${await res.text()}`);
  if (!res.ok) console.warn(await res.text());
  if (res.ok) console.log(await res.text());
}
