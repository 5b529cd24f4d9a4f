// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  const forLog = res.clone();
  const forHash = res.clone();
  const [text, bytes, length] = await Promise.all([
    forLog.text(),
    forHash.arrayBuffer(),
    res.text().then((t) => t.length),
  ]);
  console.log(text, bytes.byteLength, length);
}
