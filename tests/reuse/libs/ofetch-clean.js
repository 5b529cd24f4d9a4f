// reuses when: never
import { ofetch } from 'ofetch';

export async function main(url) {
  const res = await ofetch.raw(url, { ignoreResponseError: true, retry: 0, responseType: 'text' });
  console.log(res._data);
  console.log(res._data?.length, res.status);
}
