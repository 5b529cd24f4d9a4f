// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const copy = res.clone();
  const value = await res
    .text()
    .then((text) => JSON.parse(text))
    .catch(() => copy.text());
  console.log(value.name ?? value.length);
}
