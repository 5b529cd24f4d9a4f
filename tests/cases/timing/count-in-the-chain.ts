// leaks when: /500 (the immediate is asked for in the chain of the request); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  let count = 0;
  const { statusCode, body } = await request(url).then((answer) => { // LEAK
    setImmediate(() => {
      count += 1;
    });
    return answer;
  });
  if (statusCode !== 200) return `refused ${count}`;
  return (await body.text()).slice(0, 2);
}
