// reuses when: /500 /502 /flaky (a status of 500 and above is also not ok); clean on: /json /json-error /bad-json /text /404 /empty /204
export async function main(url) {
  const res = await fetch(url);
  if (!res.ok) console.warn(await res.text());
  if (res.status >= 500) throw new Error(`server error: ${await res.text()}`); // REUSE
  if (res.ok) console.log(await res.text());
}
