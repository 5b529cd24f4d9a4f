// reuses when: /bad-json /text /404 /502 /empty /204 (the parse of the text fails, and the handler reads again); clean on: /json /json-error /500 /flaky
import { request } from 'undici';

export async function main(url) {
  const { body } = await request(url);
  try {
    return JSON.parse(await body.text()).name;
  } catch {
    return (await body.text()).length; // REUSE
  }
}
