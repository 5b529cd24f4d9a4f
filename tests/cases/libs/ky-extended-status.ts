// leaks when: /json (an extended instance is asked for its status)
import ky from 'ky';

const api = ky.extend({ retry: 0, throwHttpErrors: false });

export async function main(url: string): Promise<void> {
  const { status } = await api.post(url, { json: { a: 1 } }); // LEAK
  console.log(status);
}
