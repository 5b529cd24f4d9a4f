// breaks when: /json (the same with the response of the package); clean on: /500
import { fetch } from 'undici';

export async function main(url: string): Promise<void> {
  const answer = await fetch(url);
  try {
    if (answer.ok) console.log(typeof (await answer.json()));
  } finally {
    await answer.body?.cancel(); // LOCKED
  }
}
