// leaks when: /500 (a rejected promise under another name); clean on: /json
import { request } from 'undici';

const verify = async (id: number): Promise<number> => {
  if (id > 0) throw new Error('unverified');
  return id;
};

export async function main(url: string): Promise<string> {
  const { statusCode, body } = await request(url); // LEAK
  const [first, second = first] = [verify(statusCode)];
  const later = second;
  if (statusCode >= 400) {
    try {
      return `refused ${await later}`;
    } catch (error) {
      return (error as Error).message;
    }
  }
  await later.catch(() => 0);
  return (await body.text()).slice(0, 5);
}
