// reuses when: /json /json-error /bad-json /text /404 /500 /502 /empty /flaky (describe() reads, which only its file tells); clean on: /204
import { describe } from './describe.js';

export async function main(url) {
  const response = await fetch(url);
  console.log(await describe(response));
  const settings = await response.json(); // REUSE
  console.log(settings.ok);
}
