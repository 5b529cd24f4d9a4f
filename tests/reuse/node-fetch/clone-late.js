// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /204 /flaky (cannot clone body after it is used; a 204 has a stream, too)
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  console.log(await res.text());
  const copy = res.clone(); // REUSE
  console.log(copy.ok);
}
