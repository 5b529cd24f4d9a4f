// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await res.body?.cancel();
    throw new Error(`${res.status}: ${res.statusText}`);
  }
  console.log(await res.text());
}
