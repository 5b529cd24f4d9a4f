// reuses when: never
// got keeps the body in memory: json() and text() of one request both work.
import got from 'got';

export async function main(url) {
  const pending = got(url, { throwHttpErrors: false, retry: { limit: 0 } });
  let data;
  try {
    data = await pending.json();
  } catch {
    data = await pending.text();
  }
  console.log(data, (await pending.text()).length);
}
