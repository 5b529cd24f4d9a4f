// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let read = false;
  if (res.status >= 500) {
    console.error(await res.text());
    read = true;
  } else if (res.status >= 400) {
    console.warn(await res.text());
    read = true;
  }
  if (!read) console.log(await res.text());
}
