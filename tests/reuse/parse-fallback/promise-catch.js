// reuses when: /bad-json /text /404 /502 /empty (the handler of the rejected parse reads again); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const res = await fetch(url, { headers: { accept: 'application/json' } });
  const payload = await res.json().catch(() => res.text()); // REUSE
  console.log(typeof payload);
}
