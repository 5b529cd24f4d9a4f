// leaks when: /404 (bodies are kept by the callback only where there was something); clean on: /json
import { request } from 'undici';

export async function main(url: string): Promise<string> {
  const bodies: Array<{ json(): Promise<unknown> }> = [];
  await Promise.all([1, 2].map(async (id) => {
    const { statusCode, body } = await request(`${url}/${id}`); // LEAK
    if (statusCode === 200) bodies.push(body);
  }));
  const values = await Promise.all(bodies.map((body) => body.json()));
  return `${values.length}`;
}
