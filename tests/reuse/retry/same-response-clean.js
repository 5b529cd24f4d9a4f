// reuses when: never
async function parseWithRetries(url, attempts) {
  let last;
  for (let i = 0; i < attempts; i += 1) {
    try {
      const res = await fetch(url);
      return await res.json();
    } catch (error) {
      last = error;
      await new Promise((resolve) => setTimeout(resolve, 2 * i));
    }
  }
  throw last;
}

export async function main(url) {
  console.log(await parseWithRetries(url, 3));
}
