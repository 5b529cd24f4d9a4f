// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let text;
  while (text === undefined) {
    text = await res.text();
  }
  for (;;) {
    console.log(text);
    break;
  }
}
