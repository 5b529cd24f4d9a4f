// reuses when: never
async function find(url) {
  const res = await fetch(url);
  if (res.status === 404) {
    console.info('not found:', await res.text());
    return null;
  }
  return res.text();
}

export async function main(url) {
  console.log(await find(url));
}
