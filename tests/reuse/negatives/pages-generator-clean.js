// reuses when: never
async function* pages(url, count) {
  for (let n = 1; n <= count; n += 1) yield await fetch(`${url}?page=${n}`);
}

export async function main(url) {
  const texts = [];
  for await (const res of pages(url, 3)) {
    texts.push(res.ok ? await res.text() : `failed: ${await res.text()}`);
  }
  console.log(texts.length);
}
