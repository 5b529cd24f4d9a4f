// reuses when: /bad-json /text /404 /502 /empty (the parse of the text fails, and the handler reads again); clean on: /json /json-error /500 /204 /flaky
export async function main(url) {
  const res = await fetch(url);
  const value = await res
    .text()
    .then((text) => JSON.parse(text))
    .catch(() => res.text()); // REUSE
  console.log(value.name ?? value.length);
}
