// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (what follows the handler is reached only after a read); clean on: /204
export async function main(url) {
  const res = await fetch(url);
  try {
    return new URL((await res.text()).trim()).host;
  } catch {
    // Not an address.
  }
  return (await res.text()).length; // REUSE
}
