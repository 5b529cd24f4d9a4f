// leaks when: /ok /500 (the chain keeps the code)
import { request } from 'undici';

export function main(url: string): Promise<void> {
  return request(url, { method: 'POST', body: '{}' }) // LEAK
    .then(({ statusCode }) => statusCode < 300)
    .then((fine) => console.log(fine));
}
