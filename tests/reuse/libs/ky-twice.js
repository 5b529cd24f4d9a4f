// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (ky resolves to a Response); clean on: /204
import ky from 'ky';

export async function main(url) {
  const res = await ky(url, { throwHttpErrors: false, retry: 0 });
  console.log(await res.text());
  console.log(await res.json()); // REUSE
}
