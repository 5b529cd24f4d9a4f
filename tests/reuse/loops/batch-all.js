// reuses when: /404 /500 /502 /flaky (the warning reads, and the line after it); clean on: /json /json-error /bad-json /text /empty /204
export async function main(url) {
  const responses = await Promise.all([fetch(url), fetch(url)]);
  for (const response of responses) {
    if (!response.ok) console.warn(await response.text());
    console.log(await response.text()); // REUSE
  }
}
