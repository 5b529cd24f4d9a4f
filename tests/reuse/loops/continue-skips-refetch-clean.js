// reuses when: never
export async function main(url) {
  let res = await fetch(url);
  for (const page of ['2', '3']) {
    const text = await res.text();
    res = await fetch(`${url}/${page}`);
    if (text.includes('alpha')) continue;
    console.log(page, text.length);
  }
  if (!res.bodyUsed) console.log(await res.text());
}
