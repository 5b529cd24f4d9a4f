// reuses when: never
async function load(target) {
  const res = await fetch(target);
  const text = await res.text();
  return { res, text };
}

export async function main(url) {
  const { res, text } = await load(url);
  console.log(text.length, res.status);
  const parsed = JSON.parse(text);
  console.log(parsed);
}
