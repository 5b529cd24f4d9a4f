// reuses when: never
// Without await the rejection leaves the try block, so the handler never runs.
async function decode(res) {
  try {
    return res.json();
  } catch {
    return res.text();
  }
}

export async function main(url) {
  const res = await fetch(url);
  console.log(await decode(res));
}
