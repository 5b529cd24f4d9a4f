// reuses when: never
async function readUntil(res, word, tries) {
  const text = await res.text();
  if (text.includes(word) || tries === 0) return text;
  return readUntil(await fetch(res.url), word, tries - 1);
}

export async function main(url) {
  console.log(await readUntil(await fetch(url), 'alpha', 2));
}
