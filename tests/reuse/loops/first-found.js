// reuses when: /json /json-error /bad-json /text /empty /flaky (the response found has been read in the search); clean on: /404 /500 /502 /204
export async function main(url) {
  let found = null;
  for (const part of ['a', 'b']) {
    const res = await fetch(`${url}/${part}`);
    const text = await res.text();
    console.log(part, text.length);
    if (res.ok) {
      found = res;
      break;
    }
  }
  if (found) console.log(await found.json()); // REUSE
}
