// leaks when: /500 (the handler reads the status only); clean on: /json
import ky, { type HTTPError } from 'ky';

export async function main(url: string): Promise<void> {
  const found = await ky(url, { retry: 0 }).json().catch((problem: HTTPError) => problem.response.status); // LEAK
  console.log(typeof found);
}
