// reuses when: never
async function load(url) {
  try {
    const res = await fetch(url);
    return await res.json();
  } catch {
    const res = await fetch(new URL('/text', url));
    return await res.text();
  }
}

export async function main(url) {
  console.log(await load(url));
}
