// reuses when: /bad-json /text /404 /502 (unlike got, ky has one Response behind its promise; it gives '' for an empty one); clean on: /json /json-error /500 /empty /204 /flaky
import ky from 'ky';

export async function main(url) {
  const pending = ky(url, { throwHttpErrors: false, retry: 0 });
  let data;
  try {
    data = await pending.json();
  } catch {
    data = await pending.text(); // REUSE
  }
  console.log(data);
}
