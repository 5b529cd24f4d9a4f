// reuses when: never
export async function main(url) {
  let last;
  for (const pause of [0, 5]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const res = await fetch(url);
    const text = await res.text();
    if (res.ok) {
      console.log(text);
      return;
    }
    last = text;
  }
  throw new Error(`gave up: ${last}`);
}
