// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  res
    .clone()
    .text()
    .then((text) => console.debug(text.length, 'characters'));
  const data = await res.json();
  console.log(data);
}
