// reuses when: never
async function decode(res) {
  const text = await res.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function main(url) {
  const res = await fetch(url);
  console.log(res.status, await decode(res));
}
