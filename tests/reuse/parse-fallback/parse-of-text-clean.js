// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const text = await res.text();
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    value = text;
  }
  console.log(value.name ?? value.length);
}
