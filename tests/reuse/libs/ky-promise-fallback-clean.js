// reuses when: never
import ky from 'ky';

export async function main(url) {
  const pending = ky(url, { throwHttpErrors: false, retry: 0 });
  let data = await pending.text();
  try {
    data = JSON.parse(data);
  } catch {
    console.warn('not JSON');
  }
  console.log(data);
}
