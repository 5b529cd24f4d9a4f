// reuses when: /bad-json /text /404 /502 /empty (the handler makes an object of what it reads again); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const response = await fetch(url);
  const payload = await response.json().catch(async () => ({ message: await response.text() })); // REUSE
  if (!response.ok) throw new Error(payload.message ?? payload.error);
  console.log(payload);
}
