// reuses when: /bad-json /text /404 /502 /empty /204 (node-fetch has a stream for a 204, too); clean on: /json /json-error /500 /flaky
import fetch from 'node-fetch';

export async function main(url) {
  const res = await fetch(url);
  try {
    console.log(await res.json());
  } catch {
    console.log(await res.text()); // REUSE
  }
}
