// reuses when: /text /404 /502 /empty /bad-json (the second attempt is made on the same body); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  let value = null;
  try {
    value = await res.json();
  } catch (parseError) {
    try {
      const bytes = await res.arrayBuffer(); // REUSE
      value = { raw: Buffer.from(bytes).toString('base64') };
    } catch (readError) {
      console.error('cannot read answer', readError.message);
    }
  }
  console.log(value === null);
}
