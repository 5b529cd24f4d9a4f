// reuses when: never
async function getWithRetry(url) {
  let res;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    res = await fetch(url);
    if (res.ok) break;
    console.warn(`attempt ${attempt}:`, await res.text());
  }
  if (!res.ok) throw new Error(`gave up with ${res.status}`);
  return res.json();
}

export async function main(url) {
  console.log(await getWithRetry(url));
}
