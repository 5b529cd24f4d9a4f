// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (the address is malformed once the text has been read); clean on: /204
// Whichever call throws, the body has been read by then.
export async function main(url) {
  const res = await fetch(url);
  try {
    const text = await res.text();
    return new URL(text.trim()).host;
  } catch {
    return (await res.text()).length; // REUSE
  }
}
