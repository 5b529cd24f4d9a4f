// leaks when: /404 (the exported instance's response is dropped when missing); clean on: /json
import api from './api.js';

export async function main(url: string): Promise<void> {
  const answer = await api.get(url); // LEAK
  if (answer.status === 404) return;
  console.log(typeof (await answer.json()));
}
