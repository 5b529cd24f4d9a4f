// reuses when: never
import ky from 'ky';

export async function main(url) {
  const res = await ky(url, { throwHttpErrors: false, retry: 0 });
  console.log(res.status);
  console.log(await res.json());
}
