// reuses when: /json-error (an answer with an error in it is read again for the report); clean on: /json /bad-json /text /404 /500 /502 /empty /204 /flaky
async function unwrap(res) {
  const envelope = await res.json();
  if (res.ok && envelope.ok === false) {
    const report = await res.text(); // REUSE
    throw new Error(`rejected: ${report}`);
  }
  return envelope;
}

export async function main(url) {
  console.log(await unwrap(await fetch(url)));
}
