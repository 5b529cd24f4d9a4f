// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (both reads start at once); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  const asJson = res.json().catch(() => undefined);
  const asText = res.text().catch(() => undefined); // REUSE
  console.log((await asJson) ?? (await asText));
}
