// reuses when: /404 /500 /502 /flaky (the cancelled body goes into the message); clean on: /json /json-error /bad-json /text /empty /204
export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) {
    await res.body?.cancel();
    throw new Error(`${res.status}: ${await res.text()}`); // REUSE
  }
  console.log(await res.text());
}
