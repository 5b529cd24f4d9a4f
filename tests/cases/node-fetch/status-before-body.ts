// leaks when: /500 (throws with the headers); clean on: /json
import fetch, { type Response } from 'node-fetch';
function headersOf(res: Response): string {
  const { headers } = res;
  if (!res.ok) throw Object.assign(new Error('bad'), { id: headers.get('x-request-id') });
  return headers.get('etag') ?? '';
}
export async function main(url: string): Promise<string> {
  try {
    const res = await fetch(url); // LEAK
    const tag = headersOf(res);
    return tag + (await res.text()).slice(0, 5);
  } catch (error) {
    return `${(error as Error).message} ${(error as { id?: string }).id}`;
  }
}
