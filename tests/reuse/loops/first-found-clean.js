// reuses when: never
export async function main(url) {
  let found = null;
  for (const part of ['a', 'b']) {
    const res = await fetch(`${url}/${part}`);
    console.log(part, res.status);
    if (res.ok) {
      found = res;
      break;
    }
    await res.text();
  }
  if (found) console.log(await found.json());
}
