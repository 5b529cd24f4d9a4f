// reuses when: never
export async function main(url) {
  let res;
  for (const n of [1, 2, 3]) {
    res = await fetch(`${url}/${n}`);
    if (!res.ok) console.warn(await res.text());
    else console.log(await res.text());
  }
  console.log('last status', res.status);
}
