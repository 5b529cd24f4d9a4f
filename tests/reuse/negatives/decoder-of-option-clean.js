// reuses when: never
// Without a decoder the first read is not made, and a decoder gives a text.
async function textOf(res, decoder) {
  return decoder?.decode(await res.arrayBuffer()) ?? (await res.text());
}

export async function main(url) {
  console.log((await textOf(await fetch(url))).length);
  console.log((await textOf(await fetch(url), new TextDecoder())).length);
}
