// reuses when: never
export async function main(url) {
  const res = await fetch(url);
  let value = null;
  const spare = res.clone();
  try {
    value = await res.json();
    await spare.body?.cancel();
  } catch (parseError) {
    try {
      const bytes = await spare.arrayBuffer();
      value = { raw: Buffer.from(bytes).toString('base64') };
    } catch (readError) {
      console.error('cannot read answer', readError.message);
    }
  }
  console.log(value === null);
}
