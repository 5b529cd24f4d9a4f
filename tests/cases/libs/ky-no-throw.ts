// leaks when: /404 (throwHttpErrors is off and the bad status returns early); clean on: /json
import ky from 'ky';

const api = ky.create({ retry: 0, throwHttpErrors: false, timeout: 5000 });

async function profile(url: string): Promise<unknown> {
  const response = await api.get(`${url}/profile`); // LEAK
  if (!response.ok) return undefined;
  return response.json();
}

export async function main(url: string): Promise<void> {
  console.log(typeof (await profile(url)));
}
