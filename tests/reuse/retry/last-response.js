// reuses when: /404 /500 /502 (the response kept for the message has been read); clean on: /json /json-error /bad-json /text /empty /204 /flaky
export async function main(url) {
  let last;
  for (const pause of [0, 5]) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const res = await fetch(url);
    const text = await res.text();
    if (res.ok) {
      console.log(text);
      return;
    }
    last = res;
  }
  throw new Error(`gave up: ${await last.text()}`); // REUSE
}
