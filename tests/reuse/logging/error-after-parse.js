// reuses when: /500 /flaky (the status is checked after json()); clean on: /json /json-error /bad-json /text /404 /502 /empty /204
export async function main(url) {
  const res = await fetch(url);
  const body = await res.json();
  if (!res.ok) {
    throw new Error(`HTTP ${res.status}: ${await res.text()}`); // REUSE
  }
  console.log(body.id);
}
