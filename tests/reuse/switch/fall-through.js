// reuses when: /404 (the case falls through into the next); clean on: /json /json-error /bad-json /text /500 /502 /empty /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  switch (res.status) {
    case 404:
      console.warn(await res.text());
    // falls through
    case 200:
      console.log(await res.json()); // REUSE
      break;
    default:
      await res.body?.cancel();
  }
}
