// reuses when: never
async function unwrap(res) {
  const envelope = await res.json();
  if (res.ok && envelope.ok === false) {
    const report = JSON.stringify(envelope);
    throw new Error(`rejected: ${report}`);
  }
  return envelope;
}

export async function main(url) {
  console.log(await unwrap(await fetch(url)));
}
